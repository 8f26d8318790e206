import type { Json, JsonObject } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import type { Message } from '../../messages/types.ts';
import { messageOf } from '../failure-text.ts';
import { findByPath } from '../jsonpath.ts';
import { type Masker, masked } from '../mask.ts';
import { maskPayload } from '../mask-payload.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';
import type { RunContext } from '../run-context.ts';
import { probeSteps, resolveStep, type Step, stepAt } from '../steps.ts';
import { substitute, substituteArguments } from '../substitute.ts';
import { checkTolerance } from '../tolerance/check.ts';
import { settledOrCut } from '../wait.ts';
import { parseExpression, type Source } from './expression.ts';
import type { LastOutputs } from './last-outputs.ts';

/** What a run knows while it is held. Plain data, masked. */
export interface Inspection {
  /** Resolved. */
  configuration: JsonObject;
  /** Its names; every value is `***`. */
  secrets: JsonObject;
  /** What the activity's provider is about to be given, substituted. */
  activity: JsonObject;
}

/** What an expression came to. Plain data, masked. */
export type Evaluation =
  | { value: Json }
  /** Of a tolerance: whether it is met, and what was held against it. */
  | { met: boolean; value: Json }
  | { help: true };

/** Milliseconds that one look may take. */
const limit = 5000;

/** Looks into a run without changing it. All that it gives is masked. */
export class Inspector {
  readonly #run: RunContext;
  readonly #masker: Masker;
  readonly #outputs: LastOutputs;

  constructor(run: RunContext, masker: Masker, outputs: LastOutputs) {
    this.#run = run;
    this.#masker = masker;
    this.#outputs = outputs;
  }

  masked(text: string): string {
    return this.#masker.text(text);
  }

  /** @param pointer of the step that is about to be played */
  inspect(pointer: string): Inspection {
    const { scope, experiment, named } = this.#run;
    const step = stepAt(experiment, pointer);
    const activity = step && resolveStep(step, named).activity;
    const provider = activity?.['provider'];
    const wanted = step?.entry['tolerance'];
    return {
      configuration: this.#plain(scope.configuration) as JsonObject,
      secrets: hidden(scope.secrets) as JsonObject,
      activity: this.#plain({
        ...(isPyObject(provider) ? this.#given(provider) : {}),
        ...(wanted === undefined ? {} : { tolerance: substitute(wanted, scope) }),
      }) as JsonObject,
    };
  }

  /**
   * @param pointer of the step that is about to be played, where there is one
   * @throws HumanError `engine.inspect-*`, and what is wrong with a tolerance or a path
   * @throws the signal's reason
   */
  async evaluate(
    typed: string,
    pointer: string | undefined,
    signal: AbortSignal,
  ): Promise<Evaluation> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
    try {
      return await settledOrCut(this.#evaluate(typed, pointer, limited), limited);
    } catch (error) {
      signal.throwIfAborted();
      throw limited.aborted ? new HumanError('engine.inspect-slow') : this.#maskedError(error);
    }
  }

  async #evaluate(
    typed: string,
    pointer: string | undefined,
    signal: AbortSignal,
  ): Promise<Evaluation> {
    const { scope } = this.#run;
    const expression = parseExpression(typed);
    switch (expression.ask) {
      case 'help':
        return { help: true };
      case 'text':
        return { value: this.#plain(substitute(expression.text, scope)) };
      case 'name':
        return { value: this.#plain(this.#named(expression.name)) };
      case 'output':
        return { value: this.#plain(this.#source(expression.of)) };
      case 'path': {
        const found = await findByPath(expression.path, this.#source(expression.of), signal);
        const [only] = found;
        return { value: this.#plain(found.length === 1 && only !== undefined ? only : found) };
      }
      case 'tolerance': {
        const value = this.#source(expression.of);
        const tolerance = expression.tolerance ?? this.#declared(expression.of, pointer);
        const met = await checkTolerance(tolerance, value, {
          scope,
          signal,
          log: () => {},
          runProbe: () => Promise.reject(new HumanError('engine.inspect-probe')),
        });
        return { met, value: this.#plain(value) };
      }
    }
  }

  #named(name: string): PyValue {
    const text = `\${${name}}`;
    const value = substitute(text, this.#run.scope);
    if (value === text) {
      throw new HumanError('engine.inspect-name', { name });
    }
    return value;
  }

  #source(of: Source | undefined): PyValue {
    if (of !== undefined && 'value' in of) {
      return of.value;
    }
    const last = this.#outputs.of(of?.name);
    if (last === undefined) {
      throw new HumanError(
        of === undefined ? 'engine.inspect-nothing-yet' : 'engine.inspect-no-output',
        { name: of?.name ?? '', names: this.#outputs.names().join(', ') },
      );
    }
    return last.output;
  }

  /** The tolerance that the experiment declares: of the named probe, the held or the last one. */
  #declared(of: Source | undefined, pointer: string | undefined): PyValue {
    const { experiment, named } = this.#run;
    const name = of !== undefined && 'name' in of ? of.name : undefined;
    const held = pointer === undefined ? undefined : stepAt(experiment, pointer);
    const steps: (Step | undefined)[] =
      name !== undefined
        ? probeSteps(experiment).filter(
            (step) => resolveStep(step, named).activity['name'] === name,
          )
        : of === undefined
          ? [this.#outputs.of()?.step, held]
          : [held];
    const step = steps.find((each) => each?.entry['tolerance'] !== undefined);
    if (step === undefined) {
      throw new HumanError('engine.inspect-no-tolerance');
    }
    return structuredClone(step.entry['tolerance'] ?? null);
  }

  /** What is said in the provider, its kind left out; arguments as the function gets them. */
  #given(provider: PyObject): PyObject {
    const { scope } = this.#run;
    const { type, ...rest } = provider;
    return type === 'python'
      ? { arguments: substituteArguments(provider['arguments'] ?? {}, scope) }
      : Object.fromEntries(
          Object.entries(rest).map(([key, value]) => [key, substitute(value, scope)]),
        );
  }

  #plain(output: PyValue): Json {
    return maskPayload({ output }, this.#masker, [])['output'] ?? null;
  }

  /** What an error says may quote a value. */
  #maskedError(error: unknown): Error {
    const said: Message = messageOf(error);
    const { code, args } = maskPayload({ code: said.code, args: said.args }, this.#masker, []);
    return new HumanError(String(code), (args ?? {}) as Message['args']);
  }
}

/** The same names, no value. */
function hidden(value: PyValue): Json {
  return isPyObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hidden(inner)]))
    : masked;
}
