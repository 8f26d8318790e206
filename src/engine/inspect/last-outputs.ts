import type { PyValue } from '../python/value.ts';
import type { Step } from '../steps.ts';

/** An activity that has been played. */
export interface Last {
  /** As a `ref` resolves it. */
  name: string;
  step: Step;
  output: PyValue;
}

/** What each activity gave last, kept while somebody may look into the run. Not masked. */
export class LastOutputs {
  readonly #byName = new Map<string, Last>();
  #newest: Last | undefined;

  add(last: Last): void {
    this.#byName.set(last.name, last);
    this.#newest = last;
  }

  /** Of the activity of that name; of any that was played last without one. */
  of(name?: string): Last | undefined {
    return name === undefined ? this.#newest : this.#byName.get(name);
  }

  names(): string[] {
    return [...this.#byName.keys()];
  }
}
