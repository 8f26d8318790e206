import type { PythonBridge } from '../bridge/bridge.ts';
import { toPython } from '../bridge/codec.ts';
import { changesBetween, renew } from '../changes.ts';
import { throwInterrupting } from '../providers/python.ts';
import { str } from '../python/text.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';
import type { Level } from './applying.ts';
import type { ControlCall, ControlModule, HookCall } from './control.ts';

/** What all controls of a run are shown and may change. */
export interface SharedObjects {
  /** Also told to Python: what it is shown anew each time it has changed. */
  values(): PyObject;
  /** Called after a control has changed some of them. */
  changed(names: string[]): void;
}

const names: Readonly<Record<Level, string>> = {
  experiment: 'experiment',
  hypothesis: 'hypothesis',
  method: 'method',
  rollback: 'rollback',
  activity: 'activity',
};

/** Names of parameters that a function gets when it has them. */
export const hookGives = [
  'secrets',
  'configuration',
  'state',
  'experiment',
  'extensions',
  'settings',
];
const configureGives = ['experiment', 'secrets', 'configuration', 'settings'];

/** A control in a module of the user's Python. */
export class PythonControl implements ControlModule {
  readonly #bridge: () => Promise<PythonBridge>;
  readonly #shared: SharedObjects;
  readonly #told: Told;

  constructor(bridge: () => Promise<PythonBridge>, shared: SharedObjects, told: Told) {
    this.#bridge = bridge;
    this.#shared = shared;
    this.#told = told;
  }

  async configure(call: ControlCall & { readonly global: boolean }): Promise<void> {
    await this.#ask(call, {
      func: 'configure_control',
      arguments: call.arguments,
      gives: configureGives,
      // Only controls of the settings are told the settings here.
      ...(call.global ? {} : { override: { settings: null } }),
    });
  }

  async apply(call: HookCall): Promise<void> {
    const changed = await this.#ask(call, {
      func: `${call.when}_${names[call.level]}_control`,
      arguments: call.arguments,
      gives: hookGives,
      state: call.state,
      ...(call.pointer === undefined ? { context: call.context } : { pointer: call.pointer }),
    });
    for (const name of ['context', 'state'] as const) {
      const value = changed[name];
      if (value !== undefined) {
        renew(call[name], value);
      }
    }
  }

  async cleanup(call: Omit<ControlCall, 'arguments'>): Promise<void> {
    await this.#ask(call, { func: 'cleanup_control', arguments: {}, gives: [] });
  }

  /** Calls a function if the module has it; gives what it changed of what is not shared. */
  async #ask(call: Omit<ControlCall, 'arguments'>, question: PyObject): Promise<PyObject> {
    const provider = call.control['provider'];
    const module = isPyObject(provider) ? str(provider['module'] ?? null) : '';
    const bridge = await this.#bridge();
    await bridge.ready();
    const values = this.#shared.values();
    const { signal, thread, run } = call;
    const answer = await bridge.ask(
      {
        op: 'control',
        module,
        ...question,
        sync: this.#told.news(bridge.generation, values),
        watch: Object.keys(values),
        environment: await run.request.native.childEnvironment(),
      },
      { signal, thread },
    );
    const changed = isPyObject(answer['changed']) ? answer['changed'] : {};
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

/** What Python was told last, so that it is told again only what has changed. */
export class Told {
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
