import * as vscode from 'vscode';
import type { FaultQuestion } from '../../kubernetes/consent.ts';
import { behindStart } from '../behind-start.ts';
import type { Documents } from '../documents.ts';
import { registerHistory } from '../history/index.ts';
import { COMMANDS, CONTEXTS } from '../ids.ts';
import { lazily } from '../lazily.ts';
import type { Services } from '../services.ts';
import { Clock } from './clock.ts';
import type { RunCommands } from './commands.ts';
import { ConsentMemory } from './consent-memory.ts';
import { SamplesMemory } from './environment.ts';
import { RunLenses } from './lenses.ts';
import { Owed } from './owed.ts';
import { RunPanels } from './panels.ts';
import { Runs } from './runs.ts';
import { showTargets, TargetLenses } from './target-lenses.ts';

/** What other ways to run an experiment go through: the same questions, the same panel. */
export interface Running {
  readonly runs: Runs;
  readonly commands: () => Promise<RunCommands>;
  /** Asks before the first fault, as a run does. */
  consent(question: FaultQuestion): Promise<boolean>;
}

/** Registers everything that runs experiments and shows runs. */
export function registerRunning(
  context: vscode.ExtensionContext,
  services: Services,
  documents: Documents,
): Running {
  const memory = new ConsentMemory(context.globalState);
  const consent = async (question: FaultQuestion) => {
    const { askConsent } = await import('./consent.ts');
    return askConsent(services, memory, question);
  };
  const runs = new Runs({
    worker: services.worker,
    history: services.history,
    log: (lines) => services.log().append(lines.map((line) => `${line}\n`).join('')),
    consent: (_session, question) => consent(question),
    now: () => new Date(),
  });
  const samples = new SamplesMemory(context.workspaceState);
  const commands = lazily(async () => {
    const { RunCommands } = await import('./commands.ts');
    return new RunCommands(services, documents, runs, samples, panels);
  });
  const owed = new Owed(services.worker);
  const undo = lazily(async () => {
    const { Undo } = await import('./undo.ts');
    return new Undo(services, owed);
  });
  const revealActivity = async (uri: string, pointer: string) =>
    (await import('./reveal.ts')).revealActivity(uri, pointer);
  const guard = (work: Promise<void>): void => void work.catch(services.report);
  const panels = new RunPanels(services, runs, owed, {
    runAgain: (uri, only) => guard(commands().then((all) => all.runAgainOf(uri, only))),
    stop: (session) => guard(commands().then((all) => all.stop(session.uri))),
    skipPause: (session, pauseId) => guard(runs.skipPause(session, pauseId)),
    journal: (from) =>
      guard(
        'uri' in from
          ? revealActivity(from.uri, '')
          : commands().then((all) => all.openJournal(from)),
      ),
    report: (from) => guard(commands().then((all) => all.report(from))),
    open: (runId) => guard(panels.showPast(runId, undefined)),
    undo: (runId) => guard(undo().then((all) => all.undo({ runId }))),
    reveal: (uri, pointer) => guard(revealActivity(uri, pointer)),
  });
  const register = (id: string, work: (resource?: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(id, (resource?: unknown) =>
      work(resource).catch(services.report),
    );
  context.subscriptions.push(
    runs,
    owed,
    panels,
    services.worker.on('samples.deployed', ({ choice, ...place }) =>
      guard(samples.deployed({ ...place, kubeconfig: choice.kubeconfig, context: choice.context })),
    ),
    services.worker.on('undo.sign-in', ({ line }) => services.log().appendLine(line)),
    services.worker.on('samples.removed', (place) => guard(samples.removed(place))),
    new Clock(services, runs),
    new RunLenses(services, documents, runs),
    new TargetLenses(services, documents, samples, runs),
    runs.onDidChange(() => {
      const running = runs.all().length > 0;
      void vscode.commands.executeCommand('setContext', CONTEXTS.running, running);
    }),
    runs.onDidChange(({ session }) => {
      if (session.ended) {
        guard(owed.refresh().then(() => undefined));
      }
    }),
    register(COMMANDS.run, async (resource) => (await commands()).run(resource)),
    register(COMMANDS.runWithOptions, async (resource) =>
      (await commands()).runWithOptions(resource),
    ),
    register(COMMANDS.runActivity, async (resource) => (await commands()).runActivity(resource)),
    register(COMMANDS.runAgain, async () => (await commands()).runAgain()),
    register(COMMANDS.stop, async (resource) => (await commands()).stop(resource)),
    register(COMMANDS.kill, async (resource) => (await commands()).kill(resource)),
    register(COMMANDS.emergencyStop, async () => {
      const { emergencyStop } = await import('./emergency.ts');
      await emergencyStop(services, runs, owed, await undo());
    }),
    register(COMMANDS.showPanel, async (resource) => (await commands()).showPanel(resource)),
    register(COMMANDS.openJournal, async (resource) => (await commands()).openJournal(resource)),
    register(COMMANDS.showTargets, showTargets),
    register(COMMANDS.undo, async (resource) => (await undo()).undo(resource)),
    register(COMMANDS.showLog, async () => services.log().show(true)),
    register(COMMANDS.forgetConsent, () => memory.forget()),
  );
  registerHistory(context, services, { runs, owed, panels });
  behindStart(context, () =>
    guard(
      import('./crashed.ts').then(({ offerAfterCrash }) => offerAfterCrash(services, owed, undo)),
    ),
  );
  return { runs, commands, consent };
}
