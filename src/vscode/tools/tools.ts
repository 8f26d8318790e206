import * as vscode from 'vscode';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import { errorText } from '../../messages/error.ts';
import { teachTools } from '../../messages/tools.ts';
import { teachWriting } from '../../messages/writing.ts';
import type { Documents } from '../documents.ts';
import { TOOLS } from '../ids.ts';
import type { Running } from '../running/index.ts';
import type { Services } from '../services.ts';
import { signalOf } from '../testing/check-run.ts';
import { activitiesText } from './activities.ts';
import { check } from './check.ts';
import { Input } from './input.ts';
import { explainJournal } from './journal.ts';
import { confirmRun, ToolRun } from './run.ts';
import { previewTargets } from './targets.ts';

/** Name of a tool. */
type ToolName = (typeof TOOLS)[keyof typeof TOOLS];

/** One tool. */
interface Tool {
  /** Code of what is said while it is at work. */
  doing: string;
  /** What VS Code asks before it, where that is not switched off. */
  confirm?(input: Input): vscode.LanguageModelToolConfirmationMessages;
  /** What the model is told. */
  answer(input: Input, signal: AbortSignal): Promise<string>;
}

/** All tools, by their names. */
export interface Tools {
  prepare(name: ToolName, input: unknown): vscode.PreparedToolInvocation;
  /** @throws Error with a sentence for people and models, and nothing more */
  invoke(
    name: ToolName,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

export function makeTools(services: Services, documents: Documents, running: Running): Tools {
  teachTools();
  teachWriting();
  const { text } = services;
  const tools: Record<ToolName, Tool> = {
    [TOOLS.check]: { doing: 'check', answer: (input, signal) => check(input, services, signal) },
    [TOOLS.activities]: {
      doing: 'activities',
      answer: async (input) =>
        activitiesText(
          kubernetesEntries,
          {
            filter: input.optionalText('filter'),
            kind: input.optionalChoice('kind', ['probe', 'action']),
            module: input.optionalText('module'),
          },
          text,
        ),
    },
    [TOOLS.targets]: {
      doing: 'targets',
      answer: (input, signal) => previewTargets(input, services, running, signal),
    },
    [TOOLS.journal]: {
      doing: 'journal',
      answer: (input) => explainJournal(input, services, documents),
    },
    [TOOLS.run]: {
      doing: 'run',
      confirm: (input) => confirmRun(input, services),
      answer: (input, signal) => new ToolRun(services, running).run(input, signal),
    },
  };
  const { language } = vscode.env;
  return {
    prepare(name, given) {
      const { doing, confirm } = tools[name];
      const input = new Input(given, language);
      const path = shownPath(given);
      return {
        invocationMessage: text({ code: `tools.doing.${doing}`, args: { path } }),
        ...(confirm !== undefined &&
          vscode.workspace.isTrusted && { confirmationMessages: confirm(input) }),
      };
    },
    async invoke(name, given, token) {
      const signal = signalOf(token);
      try {
        const answer = await tools[name].answer(new Input(given, language), signal);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
      } catch (error) {
        if (signal.aborted) {
          throw new vscode.CancellationError();
        }
        throw plain(error, language);
      }
    },
  };
}

/** The path that was given, whatever it is. */
function shownPath(given: unknown): string {
  const { path } = (given ?? {}) as { path?: unknown };
  return typeof path === 'string' ? path : '';
}

/** The sentence of an error. Its stack is of no use to a model, and tells of this machine. */
function plain(error: unknown, language: string): Error {
  const said = new Error(errorText(error, language));
  said.stack = said.message;
  return said;
}
