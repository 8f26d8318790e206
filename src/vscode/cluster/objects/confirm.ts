import * as vscode from 'vscode';
import type { ObjectChange } from '../../../kubernetes/change.ts';
import { ConsentMemory } from '../../running/consent-memory.ts';
import type { Services } from '../../services.ts';
import type { SeenObject } from '../object-of.ts';

/**
 * Asks before an object is changed, by the rules of runs: not on the practice cluster, and not where
 * a person said not to be asked again. What can't be taken back is asked about everywhere.
 */
export async function confirmChange(
  services: Services,
  { object, identity }: SeenObject,
  change: ObjectChange,
): Promise<boolean> {
  const { text, practice, context } = services;
  const memory = new ConsentMemory(context.globalState);
  const { kind, name, namespace } = object;
  const namespaces = namespace === undefined ? [] : [namespace];
  const question = { cluster: identity, namespaces, faults: [], forbidden: [] };
  const lasting = change.do === 'delete' || change.do === 'drain';
  if (!lasting && (practice.is(identity.id) || memory.covers(question))) {
    return true;
  }
  const args = {
    kind,
    name,
    namespace: namespace ?? '',
    count: 'replicas' in change ? change.replicas : 0,
    cluster: practice.is(identity.id)
      ? text({ code: 'editor.practice.name' })
      : (identity.context ?? identity.server),
  };
  const what = change.do === 'cordon' && !change.cordon ? 'uncordon' : change.do;
  const yes = text({ code: `explorer.yes.${what}` });
  const always = text({ code: 'explorer.yes-always', args: { yes } });
  const answer = await vscode.window.showWarningMessage(
    text({ code: `explorer.ask.${what}`, args }),
    { modal: true, detail: text({ code: `explorer.effect.${what}`, args }) },
    ...(lasting ? [yes] : [yes, always]),
  );
  if (answer === always) {
    await memory.remember(question);
  }
  return answer === yes || answer === always;
}
