import { type Change, changesBetween } from '../changes.ts';
import type { Emitter } from '../emitter.ts';
import type { EventPayloads, RunStatus } from '../events.ts';
import { JournalBuilder } from '../journal.ts';
import { copyOf } from '../python/copy.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';

/** What a control may be told of what has been played, and change of it. */
export type StateOf =
  | { target: 'activity'; id: string }
  | { target: 'hypothesis'; id: string; phase: 'before' | 'during' | 'after' }
  | { target: 'method' | 'rollbacks' }
  /** Of something that is not in the journal; it is changed in place. */
  | { target: 'aside'; value: PyObject }
  | { target: 'journal'; ending: EventPayloads['run-ended'] };

/** The journal as it is at any moment of a run, nothing masked: for controls only. */
export class LiveJournal {
  readonly #emitter: Emitter;
  readonly #during: PyObject[] = [];
  #over = false;
  readonly #builder = new JournalBuilder((state) => this.#during.push(state));

  constructor(emitter: Emitter) {
    this.#emitter = emitter;
    emitter.listen((event) => this.#builder.add(event));
  }

  /** A copy to be given away. */
  read(of: StateOf): PyValue {
    return of.target === 'aside' ? of.value : copyOf(this.#now(of));
  }

  /** The journal of a run that goes on; once it is over, as it is then. */
  soFar(status: RunStatus | null, deviated: boolean): PyObject {
    const journal = this.#untilNow();
    return this.#over
      ? { ...journal, ...this.#builder.parts().tail }
      : { ...journal, status, deviated };
  }

  /** How a check came out that has not ended yet. */
  judged(of: StateOf, met: boolean): void {
    const state = this.#now(of);
    if (isPyObject(state)) {
      state['steady_state_met'] = met;
    }
  }

  /** Tells what has become different of what was read. */
  tell(of: StateOf, before: PyValue, after: PyValue): readonly Change[] {
    const { target } = of;
    const changes = changesBetween(before, after);
    if (changes.length > 0 && target !== 'aside') {
      this.#emitter.emit('state-changed', {
        target,
        ...('id' in of ? { id: of.id } : {}),
        ...('phase' in of ? { phase: of.phase } : {}),
        changes,
      });
    }
    return changes;
  }

  #now(of: StateOf): PyValue {
    switch (of.target) {
      case 'activity':
        return this.#builder.entry(of.id) ?? null;
      case 'hypothesis':
        return this.#builder.check(of.id) ?? this.#lastCheck(of.phase);
      case 'aside':
        return of.value;
      case 'journal':
        return this.#whole(of.ending);
      default:
        return this.#builder.entries(of.target);
    }
  }

  /** The check of a phase that has ended last. */
  #lastCheck(phase: 'before' | 'during' | 'after'): PyValue {
    return (phase === 'during' ? this.#during.at(-1) : this.#builder.parts()[phase]) ?? null;
  }

  #whole(ending: EventPayloads['run-ended']): PyObject {
    this.#builder.add(this.#emitter.imagine('run-ended', ending));
    this.#over = true;
    const { tail } = this.#builder.parts();
    return { ...this.#untilNow(), ...tail };
  }

  #untilNow(): PyObject {
    const { head, before, after, run, rollbacks } = this.#builder.parts();
    return { ...head, steady_states: { before, after, during: this.#during }, run, rollbacks };
  }
}
