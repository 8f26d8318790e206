import * as vscode from 'vscode';
import type { Documents } from '../documents.ts';
import { COMMANDS, CONTEXTS } from '../ids.ts';
import type { Services } from '../services.ts';
import { Clock } from './clock.ts';
import { RunCommands } from './commands.ts';
import { askConsent } from './consent.ts';
import { ConsentMemory } from './consent-memory.ts';
import { SamplesMemory } from './environment.ts';
import { RunLenses } from './lenses.ts';
import { RunPanels } from './panels.ts';
import { revealActivity } from './reveal.ts';
import { Runs } from './runs.ts';

/** Registers everything that runs experiments and shows runs. */
export function registerRunning(
  context: vscode.ExtensionContext,
  services: Services,
  documents: Documents,
): void {
  const memory = new ConsentMemory(context.globalState);
  const runs = new Runs({
    worker: services.worker,
    history: services.history,
    log: (lines) => services.log().append(lines.map((line) => `${line}\n`).join('')),
    consent: (_session, question) => askConsent(services, memory, question),
    now: () => new Date(),
  });
  const samples = new SamplesMemory(context.workspaceState);
  const commands = new RunCommands(services, documents, runs, samples, () => panels);
  const guard = (work: Promise<void>): void => void work.catch(services.report);
  const panels = new RunPanels(services, runs, {
    runAgain: (uri) => guard(commands.run(uri)),
    stop: (session) => guard(commands.stop(session.uri)),
    skipPause: (session, pauseId) => guard(runs.skipPause(session, pauseId)),
    journal: (runId) => guard(commands.openJournal({ runId })),
    reveal: (uri, pointer) => guard(revealActivity(uri, pointer)),
  });
  const register = (id: string, work: (resource?: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(id, (resource?: unknown) =>
      work(resource).catch(services.report),
    );
  context.subscriptions.push(
    runs,
    panels,
    services.worker.on('samples.deployed', ({ choice, ...place }) =>
      guard(samples.deployed({ ...place, kubeconfig: choice.kubeconfig, context: choice.context })),
    ),
    services.worker.on('samples.removed', (place) => guard(samples.removed(place))),
    new Clock(services, runs),
    new RunLenses(services, documents, runs),
    runs.onDidChange(() => {
      const running = runs.all().length > 0;
      void vscode.commands.executeCommand('setContext', CONTEXTS.running, running);
    }),
    register(COMMANDS.run, (resource) => commands.run(resource)),
    register(COMMANDS.runAgain, () => commands.runAgain()),
    register(COMMANDS.stop, (resource) => commands.stop(resource)),
    register(COMMANDS.kill, (resource) => commands.kill(resource)),
    register(COMMANDS.showPanel, (resource) => commands.showPanel(resource)),
    register(COMMANDS.openJournal, (resource) => commands.openJournal(resource)),
    register(COMMANDS.showLog, async () => services.log().show(true)),
    register(COMMANDS.forgetConsent, () => memory.forget()),
  );
}
