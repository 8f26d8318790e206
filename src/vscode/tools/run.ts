import * as vscode from 'vscode';
import { verdict } from '../../engine/verdict.ts';
import { activitiesOf } from '../../experiment/activities.ts';
import { isObject } from '../../experiment/json.ts';
import { parseExperiment } from '../../experiment/parse.ts';
import { textAt } from '../../experiment/value-at.ts';
import { HumanError } from '../../messages/error.ts';
import type { RunOutcome } from '../../workbench/job.ts';
import { withOptions } from '../run-options.ts';
import type { Running } from '../running/index.ts';
import type { Start } from '../running/runs.ts';
import type { Session } from '../running/session.ts';
import type { Services } from '../services.ts';
import { confirmText, isAgreed, type Planned } from '../testing/confirm-text.ts';
import { planOf } from '../testing/plan.ts';
import { requireTrust } from '../trust.ts';
import { documentAt } from './files.ts';
import type { Input } from './input.ts';
import { leftText } from './journal-text.ts';

/** Why a run is cut, as its journal tells. */
const cancelled = { kind: 'user', reason: 'cancelled in the chat' };

const dryModes = ['probes', 'actions', 'activities', 'pause'] as const;
const rollbackStrategies = ['default', 'always', 'never', 'deviated'] as const;

/** Whether actions are played: other kinds of a dry run leave out only probes or pauses. */
function injects(dry: string | undefined): boolean {
  return dry !== 'actions' && dry !== 'activities';
}

/** What VS Code asks before the tool is called, unless a person allows it always. */
export function confirmRun(
  input: Input,
  { text }: Services,
): vscode.LanguageModelToolConfirmationMessages {
  const path = input.optionalText('path') ?? '';
  const dry = input.optionalText('dry');
  const kind = injects(dry) ? 'real' : 'dry';
  return {
    title: text({ code: `tools.run.${kind}.title`, args: { path, ...(dry && { dry }) } }),
    message: text({ code: `tools.run.${kind}.first` }),
  };
}

/** A run that a model asks for: through the same runs as all others, but asked for each time. */
export class ToolRun {
  readonly #services: Services;
  readonly #running: Running;

  constructor(services: Services, running: Running) {
    this.#services = services;
    this.#running = running;
  }

  /** Plays an experiment and tells how it ended, or that it was refused. */
  async run(input: Input, signal: AbortSignal): Promise<string> {
    requireTrust();
    const { text, worker } = this.#services;
    const start = await this.#prepare(input, signal);
    const { dry } = start.job.options;
    const { value } = parseExperiment(start.job.text, start.job.format);
    const title = (isObject(value ?? null) && textAt(value, 'title')) || start.name;
    const planned = await planOf(start.job, { title, value }, worker, signal);
    signal.throwIfAborted();
    const agreed = await this.#agreed(planned, dry);
    signal.throwIfAborted();
    return agreed ? this.#play(start, planned, signal) : text({ code: 'tools.run.refused' });
  }

  async #prepare(input: Input, signal: AbortSignal): Promise<Start> {
    const { uri } = await documentAt(input.text('path'), signal);
    const only = input.optionalText('activity');
    const dry = input.optionalChoice('dry', dryModes);
    const rollbackStrategy = input.optionalChoice('rollbackStrategy', rollbackStrategies);
    const start = await (await this.#running.commands()).prepare(uri, only);
    const { text, format } = start.job;
    const places = activitiesOf(parseExperiment(text, format).value);
    if (only !== undefined && places.every(({ pointer }) => pointer !== only)) {
      throw new HumanError('engine.step-unknown', { pointer: only });
    }
    const options = { ...(dry && { dry }), ...(rollbackStrategy && { rollbackStrategy }) };
    return { ...start, job: withOptions(start.job, options) };
  }

  /**
   * Asked each time, on the practice cluster too: a chat that may call tools without a question would
   * otherwise inject faults without one.
   */
  async #agreed(planned: Planned, dry: string | undefined): Promise<boolean> {
    const { text } = this.#services;
    const { detail } = confirmText([planned], text);
    const kind = injects(dry) ? 'real' : 'dry';
    const args = { title: planned.title, ...(dry !== undefined && { dry }) };
    const question = text({ code: `tools.run.${kind}.question`, args });
    const yes = text({ code: 'editor.consent.run' });
    return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
  }

  async #play(start: Start, planned: Planned, signal: AbortSignal): Promise<string> {
    const { runs } = this.#running;
    let session: Session | undefined;
    const stop = () => {
      if (session !== undefined) {
        runs.stop(session, cancelled).catch(this.#services.report);
      }
    };
    signal.addEventListener('abort', stop);
    try {
      const whole: Start = {
        ...start,
        // What has come up since the question is asked by a further one.
        consent: async (asked) =>
          isAgreed(planned.questions, asked) ||
          this.#agreed({ title: planned.title, questions: [asked], unknown: 0 }, undefined),
      };
      const outcome = await runs.start(whole, (started) => {
        session = started;
      });
      return this.#told(outcome, session);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #told({ journal, owed }: RunOutcome, session: Session | undefined): string {
    const { text } = this.#services;
    const view = session?.view;
    const said = view === undefined ? undefined : verdict(view, vscode.env.language);
    return [
      ...(said === undefined ? [] : [`${text(said.status)}. ${text(said.sentence)}`]),
      ...(said?.because === undefined ? [] : [text(said.because)]),
      leftText(owed, text),
      text({ code: 'editor.task.journal', args: { path: journal } }),
    ].join('\n');
  }
}
