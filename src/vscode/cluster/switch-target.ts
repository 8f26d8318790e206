import * as vscode from 'vscode';
import { COMMANDS } from '../ids.ts';
import { practiceTarget } from '../practice/target.ts';
import type { Services } from '../services.ts';
import { practiceKey } from '../target.ts';
import type { Text } from './drawing.ts';
import type { Links } from './links.ts';
import type { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';
import { targetContext, targetNamespace } from './state.ts';

interface Choice extends vscode.QuickPickItem {
  /** Key of a cluster; `follow`: as kubectl would. */
  key?: string;
  follow?: boolean;
  /** Ask for a namespace of this context. */
  ask?: string;
}

/** Commands that choose what runs of this window hit. Choosing connects to nothing. */
export function switchTarget(services: Services, model: ExplorerModel, links: Links) {
  const { target, text, settings, practice } = services;
  const words = (code: string, args: Record<string, string> = {}) =>
    text({ code: `editor.explorer.${code}`, args });

  const choose = async (key: string | undefined, namespace?: string) => {
    const where = namespace === undefined ? {} : { namespace };
    if (key === practiceKey) {
      await target.set({ ...practiceTarget(await practice.start()), ...where });
      return;
    }
    const kubeconfig = settings.kubeconfig.value;
    await target.set({
      ...(kubeconfig !== '' && { kubeconfig }),
      ...(key !== undefined && { context: key }),
      ...where,
    });
  };

  const askNamespace = async (key: string) => {
    const link = model.clusters.get(key)?.link;
    const names = link?.phase === 'open' && link.namespaces?.complete ? link.namespaces.names : [];
    const title = words('namespace-title', { context: nameOf(key, text) });
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
      await choose(key, name);
    }
  };

  return {
    [COMMANDS.switchTarget]: async () => {
      await links.refresh();
      const picked = await vscode.window.showQuickPick<Choice>(choices(model, words, text), {
        title: words('switch-title'),
        matchOnDescription: true,
      });
      if (picked?.ask !== undefined) {
        await askNamespace(picked.ask);
      } else if (picked?.key !== undefined || picked?.follow) {
        await choose(picked.key);
      }
    },
    [COMMANDS.setNamespace]: async (node?: Node) => {
      await links.refresh();
      const key = keyOfRow(node) ?? targetContext(model);
      if (key !== undefined) {
        await askNamespace(key);
      }
    },
    [COMMANDS.useForRuns]: (node: Node) =>
      choose(keyOfRow(node), node.t === 'namespace' ? node.namespace : undefined),
  };
}

function choices(
  model: ExplorerModel,
  words: (code: string, args?: Record<string, string>) => string,
  text: Text,
): Choice[] {
  const now = targetContext(model);
  const here = (key: string) => (key === now ? [words('target')] : []);
  const practice: Choice = {
    label: nameOf(practiceKey, text),
    description: [
      text({ code: `editor.practice.state.${model.practice.phase}` }),
      ...here(practiceKey),
    ].join(' · '),
    iconPath: icon(practiceKey === now ? 'target' : 'blank'),
    key: practiceKey,
  };
  const others = [...model.clusters].filter(([key]) => key !== practiceKey);
  const contexts = others.map(([key, { context }]): Choice => {
    const notes = [
      context.namespace ?? 'default',
      ...(context.current ? [words('current')] : []),
      ...here(key),
    ];
    return {
      label: context.name,
      description: notes.join(' · '),
      ...(context.server !== undefined && { detail: context.server }),
      iconPath: icon(key === now ? 'target' : 'blank'),
      key,
    };
  });
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const namespace: Choice[] =
    now === undefined
      ? []
      : [
          {
            label: words('switch-namespace', { context: nameOf(now, text) }),
            ask: now,
            iconPath: icon('edit'),
          },
        ];
  const follow: Choice = { label: words('switch-follow'), follow: true, iconPath: icon('sync') };
  return [practice, ...contexts, separator, ...namespace, follow];
}

const icon = (name: string) => new vscode.ThemeIcon(name);

/** What people call a cluster of the explorer. */
function nameOf(key: string, text: Text): string {
  return key === practiceKey ? text({ code: 'editor.practice.name' }) : key;
}

function keyOfRow(node: Node | undefined): string | undefined {
  if (node?.t === 'practice') {
    return practiceKey;
  }
  return node !== undefined && 'context' in node ? node.context : undefined;
}
