import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import type { MessageArgs } from '../../messages/types.ts';
import { nodePlatform } from '../../platform/platform.ts';
import { COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import { requireTrust } from '../trust.ts';
import {
  aksCredentials,
  createAks,
  createKind,
  deleteGroup,
  type Line,
  lineText,
  pushImages,
  startMinikube,
} from './lines.ts';
import { runLines } from './terminal.ts';

/** Pages that tell how to get a program. */
const homes: Readonly<Record<string, string>> = {
  kind: 'https://kind.sigs.k8s.io',
  minikube: 'https://minikube.sigs.k8s.io',
  az: 'https://aka.ms/azure-cli',
  docker: 'https://docs.docker.com/get-docker',
};

/** Names as Azure and Kubernetes both take them. */
const nameRule = /^[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?$/i;

/** Ways to a cluster that others build: the lines are shown, and run in a terminal after a yes. */
export function doorCommands(services: Services, reload: () => Promise<void>) {
  const words = (code: string, args: MessageArgs = {}) =>
    services.text({ code: `editor.doors.${code}`, args });

  /** Asks one thing; the default is what Enter takes. Undefined: given up. */
  const ask = (what: string, value: string, rule = nameRule) =>
    vscode.window.showInputBox({
      title: words(`ask.${what}`),
      value,
      ignoreFocusOut: true,
      validateInput: (text) => (rule.test(text) ? '' : words('bad', { text })),
    });

  /** Shows the lines and runs them after a yes; then looks at the kubeconfig again. */
  const go = async (title: string, lines: readonly Line[]): Promise<void> => {
    requireTrust();
    await requirePrograms(lines);
    const yes = words('run');
    const detail = lines.map(lineText).join('\n');
    const answer = await vscode.window.showInformationMessage(
      words('question', { title: words(title) }),
      { modal: true, detail },
      yes,
    );
    if (answer !== yes) {
      return;
    }
    const done = await runLines(lines, words(title));
    await reload();
    if (!done) {
      throw new HumanError('editor.doors.failed', { title: words(title) });
    }
  };

  return {
    [COMMANDS.createKind]: async () => {
      const name = await ask('cluster', 'chaos');
      if (name !== undefined) {
        await go('kind', createKind(name));
      }
    },
    [COMMANDS.startMinikube]: async () => {
      const profile = await ask('cluster', 'chaos');
      if (profile !== undefined) {
        await go('minikube', startMinikube(profile));
      }
    },
    [COMMANDS.createAks]: async () => {
      const group = await ask('group', 'chaos-rg');
      const location = group && (await ask('location', 'westeurope'));
      const cluster = location && (await ask('cluster', 'chaos'));
      const nodes = cluster && (await ask('nodes', '2', /^[1-9]\d?$/));
      const size = nodes && (await ask('size', 'Standard_B2s', /^\w+$/));
      if (group && location && cluster && nodes && size) {
        const choice = { group, location, cluster, nodes: Number(nodes), size };
        await go('aks-create', createAks(choice));
      }
    },
    [COMMANDS.aksCredentials]: async () => {
      const group = await ask('group', 'chaos-rg');
      const cluster = group && (await ask('cluster', 'chaos'));
      if (group && cluster) {
        await go('aks-credentials', aksCredentials(group, cluster));
      }
    },
    [COMMANDS.deleteGroup]: async () => {
      const group = await ask('group', 'chaos-rg');
      if (group) {
        await go('aks-delete', deleteGroup(group));
      }
    },
    [COMMANDS.pushImages]: async () => {
      const group = await ask('group', 'chaos-rg');
      const registry = group && (await ask('registry', 'chaosimages', /^[a-z0-9]{5,50}$/i));
      const cluster = registry && (await ask('cluster-or-none', 'chaos', /^[-a-z0-9]*$/i));
      if (group && registry && cluster !== undefined) {
        const samples = ['dist', 'samples'];
        const folder = vscode.Uri.joinPath(services.context.extensionUri, ...samples).fsPath;
        await go('images', pushImages({ group, registry, cluster, folder }));
      }
    },
  };
}

async function requirePrograms(lines: readonly Line[]): Promise<void> {
  const platform = nodePlatform();
  for (const program of new Set(lines.map((line) => line.program))) {
    if ((await platform.findProgram(program)) === null) {
      throw new HumanError('editor.doors.missing', { program, home: homes[program] ?? '' });
    }
  }
}
