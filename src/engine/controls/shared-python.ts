import { toPython } from '../bridge/codec.ts';
import { changesBetween, renew } from '../changes.ts';
import { throwInterrupting } from '../providers/python.ts';
import { str } from '../python/text.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';
import type { RunContext } from '../run-context.ts';

/** What all controls of a run are shown and may change. */
export interface SharedObjects {
  /** Also told to Python: what it is shown anew each time it has changed. */
  values(): PyObject;
  /** Called after a control has changed some of them. */
  changed(names: string[]): void;
}

/** The user's Python as the controls of a run see it: the same objects at each call. */
export class SharedPython {
  readonly #run: RunContext;
  readonly #shared: SharedObjects;
  readonly #told = new Told();
  #listens = false;

  constructor(run: RunContext, shared: SharedObjects) {
    this.#run = run;
    this.#shared = shared;
  }

  /** Whether a control has registered a handler of events. */
  get listens(): boolean {
    return this.#listens;
  }

  /**
   * Asks what may change the shared objects; gives all that was changed.
   * @throws Interrupted when the called code wants the run to end
   * @throws Error what it raised
   */
  async ask(
    question: PyObject,
    how: { readonly signal: AbortSignal; readonly thread: boolean },
  ): Promise<PyObject> {
    const bridge = await this.#run.python.get();
    await bridge.ready();
    const values = this.#shared.values();
    const answer = await bridge.ask(
      {
        ...question,
        sync: this.#told.news(bridge.generation, values),
        watch: Object.keys(values),
        environment: await this.#run.request.native.childEnvironment(),
      },
      { signal: how.signal, thread: how.thread },
    );
    this.#listens ||= answer['listens'] === true;
    const changed = isPyObject(answer['changed']) ? answer['changed'] : {};
    if (Object.hasOwn(changed, 'experiment')) {
      letGo(values['experiment'], answer['replaced']);
    }
    this.#accept(bridge.generation, values, changed);
    throwInterrupting(answer);
    if (typeof answer['raised'] === 'string') {
      throw new Error(answer['raised']);
    }
    return changed;
  }

  #accept(generation: number, values: PyObject, changed: PyObject): void {
    const shared = Object.keys(changed).filter((name) => Object.hasOwn(values, name));
    for (const name of shared) {
      const now = changed[name] ?? null;
      if (changesBetween(values[name] ?? null, now).length > 0) {
        renew(values[name], now);
      }
      this.#told.keep(generation, name, values[name] ?? null);
    }
    if (shared.length > 0) {
      this.#shared.changed(shared);
    }
  }
}

/** Blocks that Python has put others for stay as they are, for whoever holds them. */
function letGo(experiment: PyValue | undefined, replaced: PyValue | undefined): void {
  for (const path of Array.isArray(replaced) ? replaced.filter(Array.isArray) : []) {
    const last = str(path.at(-1) ?? null);
    const parent = path.length === 1 ? experiment : at(experiment, str(path[0] ?? null));
    if (isPyObject(parent)) {
      parent[last] = null;
    }
  }
}

function at(value: PyValue | undefined, key: string): PyValue | undefined {
  return isPyObject(value) ? value[key] : undefined;
}

/** What Python was told last, so that it is told again only what has changed. */
class Told {
  #generation = 0;
  readonly #texts = new Map<string, string>();

  news(generation: number, values: PyObject): PyObject {
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#texts.clear();
    }
    const news = Object.entries(values).filter(([name, value]) => {
      const text = toPython(value);
      const old = this.#texts.get(name);
      this.#texts.set(name, text);
      return old !== text;
    });
    return Object.fromEntries(news);
  }

  keep(generation: number, name: string, value: PyValue): void {
    if (generation === this.#generation) {
      this.#texts.set(name, toPython(value));
    }
  }
}
