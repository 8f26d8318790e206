import * as vscode from 'vscode';
import type { Interruption } from '../../engine/events.ts';
import { readExperiment } from '../../experiment/read.ts';
import { HumanError } from '../../messages/error.ts';
import type { Running } from '../running/index.ts';
import type { Start } from '../running/runs.ts';
import type { Session } from '../running/session.ts';
import type { Services } from '../services.ts';
import { type LaunchArguments, optionsOf } from './configuration.ts';
import type { Debuggee, DebugHost, Watcher } from './debuggee.ts';
import { programOf } from './program.ts';
import { verdictText } from './verdict-text.ts';

/** Why a run is cut, as its journal tells. */
const byHand: Interruption = { kind: 'user', reason: 'stopped in the debugger' };

/** The editor as the adapter needs it: a run that is debugged is a run like any other. */
export function debugHost(services: Services, running: Running): DebugHost {
  const { text, words } = services;
  return {
    text,
    words,
    verdict: (view) => verdictText(view, text, vscode.env.language),
    async open(launch) {
      const options = optionsOf(launch);
      const commands = await running.commands();
      const start = await commands.prepare(await documentOf(launch));
      const { job } = start;
      const whole = { ...start, job: { ...job, options: { ...job.options, ...options } } };
      return debuggee(services, running, whole, await readExperiment(job.text, job.format));
    },
  };
}

async function documentOf({ program }: LaunchArguments): Promise<vscode.Uri> {
  const uri = uriOf(program);
  try {
    await vscode.workspace.openTextDocument(uri);
    return uri;
  } catch (cause) {
    throw new HumanError('editor.debug.no-program', { path: program }, { cause });
  }
}

/** A path of this machine, or an address such as that of an untitled document. */
function uriOf(program: string): vscode.Uri {
  return /^[a-z][\w+.-]+:/i.test(program) ? vscode.Uri.parse(program) : vscode.Uri.file(program);
}

function debuggee(
  { worker }: Services,
  { runs, commands }: Running,
  start: Start,
  document: Debuggee['document'],
): Debuggee {
  let session: Session | undefined;
  const handle = () => {
    if (session === undefined) {
      throw new HumanError('editor.debug.not-running');
    }
    return session.handle;
  };
  return {
    path: programOf(vscode.Uri.parse(start.uri)),
    name: start.name,
    document,
    get view() {
      return session?.view;
    },
    async run({ arrived, progress }: Watcher) {
      const listening = runs.onDidChange((change) => {
        if (change.session === session) {
          progress(change.progress?.log ?? []);
        }
      });
      try {
        const all = await commands();
        await all.start({ ...start, gate: arrived }, (began) => {
          session = began;
        });
      } finally {
        listening.dispose();
      }
    },
    async stop() {
      if (session !== undefined && !session.ended) {
        await runs.stop(session, byHand);
      }
    },
    inspect: async (pointer) => worker.call('run.inspect', { handle: handle(), pointer }),
    evaluate: async (expression, pointer) =>
      worker.call('run.evaluate', {
        handle: handle(),
        expression,
        ...(pointer !== undefined && { pointer }),
      }),
  };
}
