import * as vscode from 'vscode';
import { COMMANDS } from '../ids.ts';
import type { Services } from '../services.ts';
import type { Target } from '../target.ts';
import type { Links } from './links.ts';
import type { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';
import { targetContext, targetNamespace } from './state.ts';

interface Choice extends vscode.QuickPickItem {
  target?: Target;
  /** Ask for a namespace of this context. */
  ask?: string;
}

/** Commands that choose what runs of this window hit. Choosing connects to nothing. */
export function switchTarget(services: Services, model: ExplorerModel, links: Links) {
  const { target, text, settings } = services;
  const words = (code: string, args: Record<string, string> = {}) =>
    text({ code: `editor.explorer.${code}`, args });

  const choose = async (context: string | undefined, namespace?: string) => {
    const kubeconfig = settings.kubeconfig.value;
    await target.set({
      ...(kubeconfig !== '' && { kubeconfig }),
      ...(context !== undefined && { context }),
      ...(namespace !== undefined && { namespace }),
    });
  };

  const askNamespace = async (context: string) => {
    const link = model.clusters.get(context)?.link;
    const names = link?.phase === 'open' && link.namespaces?.complete ? link.namespaces.names : [];
    const title = words('namespace-title', { context });
    const name =
      names.length > 0
        ? await vscode.window.showQuickPick(names, { title })
        : await vscode.window.showInputBox({
            title,
            value: targetNamespace(model),
            validateInput: (value) =>
              /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value) ? '' : words('namespace-bad'),
          });
    if (name !== undefined) {
      await choose(context, name);
    }
  };

  return {
    [COMMANDS.switchTarget]: async () => {
      await links.refresh();
      const picked = await vscode.window.showQuickPick<Choice>(choices(model, words), {
        title: words('switch-title'),
        matchOnDescription: true,
      });
      if (picked?.ask !== undefined) {
        await askNamespace(picked.ask);
      } else if (picked !== undefined) {
        await choose(picked.target?.context, picked.target?.namespace);
      }
    },
    [COMMANDS.setNamespace]: async (node?: Node) => {
      await links.refresh();
      const context = contextOf(node) ?? targetContext(model);
      if (context !== undefined) {
        await askNamespace(context);
      }
    },
    [COMMANDS.useForRuns]: (node: Node) =>
      choose(contextOf(node), node.t === 'namespace' ? node.namespace : undefined),
  };
}

function choices(
  model: ExplorerModel,
  words: (code: string, args?: Record<string, string>) => string,
): Choice[] {
  const now = targetContext(model);
  const contexts = [...model.clusters.values()].map(({ context }): Choice => {
    const notes = [
      context.namespace ?? 'default',
      ...(context.current ? [words('current')] : []),
      ...(context.name === now ? [words('target')] : []),
    ];
    return {
      label: context.name,
      description: notes.join(' · '),
      ...(context.server !== undefined && { detail: context.server }),
      iconPath: new vscode.ThemeIcon(context.name === now ? 'target' : 'blank'),
      target: { context: context.name },
    };
  });
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const namespace: Choice[] =
    now === undefined
      ? []
      : [{ label: words('switch-namespace', { context: now }), ask: now, iconPath: icon('edit') }];
  const follow: Choice = { label: words('switch-follow'), target: {}, iconPath: icon('sync') };
  return [...contexts, separator, ...namespace, follow];
}

const icon = (name: string) => new vscode.ThemeIcon(name);

function contextOf(node: Node | undefined): string | undefined {
  return node !== undefined && 'context' in node ? node.context : undefined;
}
