import { Source } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { completions } from './completions.ts';
import type { Debuggee, DebugHost } from './debuggee.ts';
import { framesOf } from './frames.ts';
import { journalSoFar, lastOutputs } from './journal.ts';
import { type Stepper, type Stop, THREADS } from './stepper.ts';
import { Values } from './values.ts';

/** What the editor's debug views show of a run, in the protocol's shapes. */
export class Views {
  readonly #host: Pick<DebugHost, 'text'>;
  readonly #values = new Values();

  constructor(host: Pick<DebugHost, 'text'>) {
    this.#host = host;
  }

  threads(stepper: Stepper | undefined): DebugProtocol.Thread[] {
    const name = (code: string, args = {}) =>
      this.#host.text({ code: `editor.debug.thread.${code}`, args });
    const background = [...(stepper?.background().values() ?? [])];
    return [
      { id: THREADS.experiment, name: name('experiment') },
      ...(stepper?.watched ? [{ id: THREADS.during, name: name('during') }] : []),
      ...background.map(({ thread, arrival }) => ({
        id: thread,
        name: name('background', { name: arrival.name }),
      })),
    ];
  }

  /** Of a thread that is not stopped: nothing. */
  stack(debuggee: Debuggee | undefined, stop: Stop | undefined): DebugProtocol.StackFrame[] {
    if (stop === undefined || debuggee === undefined) {
      return [];
    }
    const source = new Source(debuggee.name, debuggee.path);
    const phase = this.#host.text({ code: `editor.debug.phase.${stop.arrival.phase}` });
    return framesOf(stop, debuggee.document, phase).map((frame) => ({ ...frame, source }));
  }

  /** @param pointer of the step where the run is held */
  scopes(debuggee: Debuggee | undefined, pointer: string | undefined): DebugProtocol.Scope[] {
    if (debuggee === undefined || pointer === undefined) {
      return [];
    }
    const seen = debuggee.inspect(pointer);
    // What goes wrong is told where it is unfolded.
    seen.catch(() => {});
    const part = (name: 'activity' | 'configuration' | 'secrets') => async () => (await seen)[name];
    const values = this.#values;
    const outputs = values.add(() => lastOutputs(debuggee.view), { by: 'outputs' });
    const configuration = values.add(part('configuration'), { by: 'names' });
    return [
      this.#scope('activity', values.add(part('activity'))),
      this.#scope('outputs', outputs),
      this.#scope('configuration', configuration),
      this.#scope('secrets', values.add(part('secrets'))),
      this.#scope(
        'journal',
        values.add(() => journalSoFar(debuggee.view)),
        true,
      ),
    ];
  }

  parts(args: DebugProtocol.VariablesArguments): Promise<DebugProtocol.Variable[]> {
    return this.#values.parts(args.variablesReference, args);
  }

  /** @throws HumanError what is wrong with the expression */
  async evaluated(
    debuggee: Debuggee | undefined,
    expression: string,
    pointer: string | undefined,
  ): Promise<NonNullable<DebugProtocol.EvaluateResponse['body']>> {
    const answer = await debuggee?.evaluate(expression, pointer);
    if (answer === undefined || 'help' in answer) {
      const result = this.#host.text({ code: 'editor.debug.help' });
      return { result, variablesReference: 0 };
    }
    const { value, ...rest } = this.#values.shown(answer.value);
    if ('met' in answer) {
      const code = answer.met ? 'editor.debug.met' : 'editor.debug.not-met';
      return { ...rest, type: 'boolean', result: this.#host.text({ code, args: { value } }) };
    }
    return { ...rest, result: value };
  }

  /** What can be typed next. */
  async targets(
    debuggee: Debuggee | undefined,
    typed: string,
    pointer: string | undefined,
  ): Promise<DebugProtocol.CompletionItem[]> {
    const seen = pointer === undefined ? undefined : await debuggee?.inspect(pointer);
    return completions(typed, {
      configuration: Object.keys(seen?.configuration ?? {}),
      outputs: Object.keys(lastOutputs(debuggee?.view)),
    });
  }

  #scope(name: string, variablesReference: number, expensive = false): DebugProtocol.Scope {
    return {
      name: this.#host.text({ code: `editor.debug.scope.${name}` }),
      variablesReference,
      expensive,
    };
  }
}
