import * as vscode from 'vscode';
import type { LastRun } from '../history.ts';
import { BEGUN, COMMANDS, CONTEXTS, WALKTHROUGH } from '../ids.ts';
import type { Services } from '../services.ts';
import { requireTrust } from '../trust.ts';
import { stepDone } from './steps.ts';
import { practiceTarget } from './target.ts';

/** Registers the practice cluster's commands; takes up again what another window began. */
export function registerPractice(context: vscode.ExtensionContext, services: Services): void {
  const { practice, target, history } = services;
  const commands = () => import('./commands.ts');
  const all: Record<string, (argument?: unknown) => Promise<unknown>> = {
    [COMMANDS.startPractice]: async () => {
      requireTrust();
      await target.set(practiceTarget(await practice.start()));
    },
    [COMMANDS.stopPractice]: () => practice.stop(),
    [COMMANDS.openPracticeTerminal]: async () => openTerminal(services),
    [COMMANDS.openPracticeWorkspace]: async (from) =>
      (await commands()).openWorkspace(services, from === 'walkthrough'),
    [COMMANDS.startLesson]: () => openWalkthrough(context),
    [COMMANDS.runLesson]: async (which) => (await commands()).runLesson(which),
  };
  const show = () => {
    const { phase } = practice.state;
    void vscode.commands.executeCommand('setContext', CONTEXTS.practice, phase);
  };
  show();
  context.subscriptions.push(
    practice.onDidChange(show),
    history.onDidChange(tick),
    ...Object.entries(all).map(([id, work]) =>
      vscode.commands.registerCommand(id, async (argument?: unknown) => {
        try {
          return await work(argument);
        } catch (error) {
          services.report(error);
          return undefined;
        }
      }),
    ),
  );
  if (context.globalState.get(BEGUN) !== undefined || target.value.practice) {
    void commands()
      .then(({ takeUp }) => takeUp(services))
      .then((begun) => (begun?.walkthrough ? openWalkthrough(context) : undefined))
      .catch(services.report);
  }
}

/** A run of one of the lesson's experiments ended as a step of the lesson wants it. */
function tick({ uri, status, deviated }: LastRun): void {
  if (status !== 'completed') {
    return;
  }
  if (uri.endsWith('/experiment.pod.json') && !deviated) {
    void stepDone('pod');
  }
  if (uri.endsWith('/experiment.deployment.json')) {
    void stepDone(deviated ? 'deviated' : 'held');
  }
}

async function openWalkthrough(context: vscode.ExtensionContext): Promise<void> {
  const category = `${context.extension.id}#${WALKTHROUGH}`;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', category, false);
}

/** A terminal whose kubectl goes to the practice cluster; nothing else of it is changed. */
function openTerminal({ practice, text }: Services): void {
  requireTrust();
  const { kubeconfig } = practice.require();
  const terminal = vscode.window.createTerminal({
    name: text({ code: 'editor.practice.name' }),
    iconPath: new vscode.ThemeIcon('beaker'),
    env: { KUBECONFIG: kubeconfig },
  });
  terminal.show();
}
