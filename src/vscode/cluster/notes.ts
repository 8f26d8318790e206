import type { FeedState } from '../../kubernetes/feed-types.ts';
import type { Message } from '../../messages/types.ts';
import type { Text } from './drawing.ts';
import type { LiveNamespace } from './live-namespace.ts';
import type { Node } from './nodes.ts';

type NoteNode = Node & { t: 'note' };

/** Makes notes of one place. */
export function noteOf(context: string, text: Text, namespace = '') {
  return (code: string, more: Pick<NoteNode, 'icon' | 'action' | 'tooltip'>): NoteNode => ({
    t: 'note',
    id: `note/${context}/${namespace}/${code}`,
    context,
    text: text({ code: `editor.explorer.${code}` }),
    ...more,
  });
}

/** What went wrong, in words. */
export function brokenNote(context: string, error: Message, text: Text): Node {
  const words = text(error);
  const icon = /forbidden|untrusted/.test(error.code) ? 'lock' : 'warning';
  return { t: 'note', id: `note/${context}//error`, context, text: words, tooltip: words, icon };
}

/** Resources that only explain others: nobody misses them. */
const unspoken = new Set(['replicasets', 'endpointslices']);

/** What of a namespace may not be read, in one row, and whether anything is being asked again. */
export function feedNotes(
  live: LiveNamespace,
  { context, namespace }: Node & { t: 'namespace' },
  text: Text,
): Node[] {
  const told = Object.entries(live.resources) as [string, FeedState][];
  const forbidden = told.filter(
    ([name, { state }]) => state === 'forbidden' && !unspoken.has(name),
  );
  const waiting = told.find(([, { state }]) => state === 'waiting');
  return [
    ...(forbidden.length === 0
      ? []
      : [forbiddenNote(forbidden, noteOf(context, text, namespace), text)]),
    ...(waiting === undefined ? [] : [waitingNote(waiting[1], context, text, namespace)]),
  ];
}

function forbiddenNote(
  forbidden: [string, FeedState][],
  note: ReturnType<typeof noteOf>,
  text: Text,
): Node {
  const resource = forbidden.map(([name]) => name).join(', ');
  const errors = forbidden.flatMap(([, { error }]) => (error ? [text(error)] : []));
  const tooltip = [...new Set(errors)].join('\n');
  return {
    ...note('forbidden', { icon: 'lock', ...(tooltip && { tooltip }) }),
    text: text({ code: 'editor.explorer.forbidden', args: { resource } }),
  };
}

/** Something is asked again after a failure. */
export function waitingNote(
  { error }: FeedState,
  context: string,
  text: Text,
  namespace = '',
): Node {
  const tooltip = error && text(error);
  return noteOf(
    context,
    text,
    namespace,
  )('waiting', {
    icon: 'warning',
    ...(tooltip && { tooltip }),
  });
}

/** What there is to say of a list that is followed by itself, before its rows. */
export function listNotes(
  state: FeedState | undefined,
  resource: string,
  place: { context: string; namespace?: string },
  text: Text,
): Node[] {
  const namespace = `${place.namespace ?? ''}/${resource}`;
  const note = noteOf(place.context, text, namespace);
  switch (state?.state) {
    case undefined:
    case 'loading':
      return [note('loading', { icon: 'loading' })];
    case 'forbidden':
      return [forbiddenNote([[resource, state]], note, text)];
    case 'waiting':
      return [waitingNote(state, place.context, text, namespace)];
    default:
      return [];
  }
}
