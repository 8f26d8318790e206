import type { ActivityPreview } from '../../kubernetes/preview.ts';
import { hitsText } from '../../messages/hits.ts';
import type { Message } from '../../messages/types.ts';
import { COMMANDS } from '../ids.ts';
import type { LensItem } from './lens-text.ts';

/** What is known of the targets of a document. */
export type TargetState =
  /** No connection is open in this window, so nothing is looked up. */
  | { phase: 'closed'; context: string | undefined }
  | { phase: 'looking' }
  | { phase: 'known'; previews: readonly ActivityPreview[] }
  | { phase: 'failed'; error: Message };

/** The lens over an action: its place is kept from the start, so that the text never jumps. */
export function targetLens(
  pointer: string,
  state: TargetState,
  say: (message: Message) => string,
): LensItem {
  const text = (code: string) => say({ code: `editor.targets.${code}` });
  switch (state.phase) {
    case 'closed':
      return {
        title: `$(target) ${text('show')}`,
        tooltip: text('show-tip'),
        ...(state.context === undefined
          ? { command: COMMANDS.switchTarget }
          : { command: COMMANDS.connect, arguments: [{ t: 'context', context: state.context }] }),
      };
    case 'looking':
      return { title: `$(target) ${text('looking')}`, command: '' };
    case 'failed':
      return {
        title: `$(target) ${text('failed')}`,
        tooltip: say(state.error),
        command: COMMANDS.showTargets,
        arguments: [{ title: say(state.error), lines: [] }],
      };
    case 'known':
      return knownLens(
        state.previews.find((preview) => preview.pointer === pointer),
        say,
      );
  }
}

function knownLens(
  preview: ActivityPreview | undefined,
  say: (message: Message) => string,
): LensItem {
  const fault = preview?.fault;
  if (preview === undefined || fault === undefined) {
    return { title: `$(target) ${say({ code: 'editor.targets.elsewhere' })}`, command: '' };
  }
  const hits = hitsText(fault, say).map(say).join('; ');
  const undo = say({ code: `editor.targets.undo.${fault.undo.grade}` });
  const reason = fault.undo.reason && say(fault.undo.reason);
  const notes = fault.warnings.map(say);
  const lines = [
    ...(fault.targets.length > 0 ? [undo] : []),
    ...(reason ? [reason] : []),
    ...notes,
  ];
  const sign = fault.targets.length === 0 || notes.length > 0 ? '$(warning)' : '$(target)';
  return {
    title: `${sign} ${hits}`,
    tooltip: lines.join('\n'),
    command: COMMANDS.showTargets,
    arguments: [
      {
        title: `${preview.name}: ${hits}`,
        lines: [
          ...fault.targets.map(({ kind, namespace, name }) =>
            namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`,
          ),
          ...lines,
        ],
      },
    ],
  };
}
