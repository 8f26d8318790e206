import { renew } from '../changes.ts';
import { str } from '../python/text.ts';
import { isPyObject, type PyObject } from '../python/value.ts';
import type { Level } from './applying.ts';
import type { ControlCall, ControlModule, HookCall } from './control.ts';
import type { SharedPython } from './shared-python.ts';

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
  readonly #python: SharedPython;

  constructor(python: SharedPython) {
    this.#python = python;
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
  #ask(call: Omit<ControlCall, 'arguments'>, question: PyObject): Promise<PyObject> {
    const provider = call.control['provider'];
    const module = isPyObject(provider) ? str(provider['module'] ?? null) : '';
    return this.#python.ask({ op: 'control', module, ...question }, call);
  }
}
