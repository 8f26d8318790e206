import { plural } from './plural.ts';
import type { Message } from './types.ts';

/** What an activity would hit, as its plan tells. */
export interface Hits {
  /** Without a uid: yet to be created. */
  targets: readonly { kind: string; namespace?: string; name: string; uid?: string }[];
  /** How many its selection found before it was cut to a number. */
  matched?: number;
  /** Why it could not be planned. */
  unplanned?: Message;
}

/** Names that fit into a line. */
const namesShown = 3;

/** What an activity would hit, a sentence without a subject for each kind and namespace. */
export function hitsText(hits: Hits, say: (message: Message) => string): Message[] {
  if (hits.unplanned !== undefined) {
    const reason = say(hits.unplanned);
    return [{ code: 'hits.unplanned', args: { reason } }];
  }
  if (hits.targets.length === 0) {
    return [{ code: 'hits.none' }];
  }
  return groupsOf(hits.targets).map((group) => groupText(group, hits.matched, say));
}

type Group = [Hits['targets'][number], ...Hits['targets'][number][]];

function groupsOf(targets: Hits['targets']): Group[] {
  const groups = new Map<string, Group>();
  for (const target of targets) {
    const key = JSON.stringify([target.kind, target.namespace, target.uid === undefined]);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [target]);
    } else {
      group.push(target);
    }
  }
  return [...groups.values()];
}

function groupText(
  group: Group,
  matched: number | undefined,
  say: (message: Message) => string,
): Message {
  const [{ kind, namespace, uid }] = group;
  const names = group.slice(0, namesShown).map(({ name }) => name);
  const more = group.length - names.length;
  const word = kind.toLowerCase();
  const cut = matched !== undefined && matched !== group.length;
  const words = [
    ...(uid === undefined ? ['created'] : []),
    ...(namespace === undefined ? ['wide'] : []),
    ...(cut && uid !== undefined ? ['of'] : []),
  ];
  const code = `hits.${words.join('-') || 'plain'}`;
  const listed = names.join(', ');
  return {
    code,
    args: {
      count: group.length,
      ...(cut && { matched }),
      kinds: (cut ? matched : group.length) === 1 ? word : plural(word),
      ...(namespace !== undefined && { namespace }),
      names: more > 0 ? say({ code: 'hits.more', args: { names: listed, count: more } }) : listed,
    },
  };
}
