import type { ActivityPreview } from '../../kubernetes/preview.ts';
import { hitsText } from '../../messages/hits.ts';
import { bounded, type Say } from './bounded.ts';

/** Lines about what actions would hit. */
const most = 100;

/** An action of which nobody can tell beforehand what it hits. */
export interface UnknownAction {
  pointer: string;
  name: string;
}

/**
 * What each action would hit, how well that can be undone, and what there is to know about it.
 * @param path of the experiment
 */
export function targetsText(
  path: string,
  previews: readonly ActivityPreview[],
  unknown: readonly UnknownAction[],
  say: Say,
): string {
  const actions = previews.filter(({ kind }) => kind === 'action');
  if (actions.length + unknown.length === 0) {
    return say({ code: 'tools.targets.none', args: { path } });
  }
  const lines = [
    ...actions.flatMap((action) => linesOf(action, say)),
    ...unknown.map((args) => say({ code: 'tools.targets.unknown', args: { ...args } })),
  ];
  return [...bounded(lines, most, say), say({ code: 'tools.targets.now' })].join('\n');
}

function linesOf(
  { pointer, name, activity, rollback, cluster, fault }: ActivityPreview,
  say: Say,
): string[] {
  if (fault === undefined || cluster === undefined) {
    return [say({ code: 'tools.targets.unreached', args: { pointer, name, activity } })];
  }
  const args = {
    pointer,
    name,
    activity,
    cluster: cluster.context ?? cluster.server,
    hits: hitsText(fault, say).map(say).join('; '),
  };
  const { grade, reason } = fault.undo;
  const undo = [
    { code: `editor.targets.undo.${grade}` },
    ...(reason === undefined ? [] : [reason]),
  ].map(say);
  return [
    say({ code: `tools.targets.${rollback ? 'rollback' : 'action'}`, args }),
    ...(fault.targets.length > 0 ? [`    ${undo.join('. ')}`] : []),
    ...fault.warnings.map(
      (warning) => `    ${say({ code: 'editor.consent.warning', args: { text: say(warning) } })}`,
    ),
  ];
}
