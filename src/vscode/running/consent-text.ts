import type { FaultQuestion, PlannedFault } from '../../kubernetes/consent.ts';
import { factsOfForbidden } from '../../messages/access-text.ts';
import { plural } from '../../messages/plural.ts';
import type { Message, MessageArgs } from '../../messages/types.ts';

/** Puts a message into words. */
type Say = (message: Message) => string;

/** The question before the first fault, as a modal shows it. */
export interface ConsentText {
  title: string;
  detail: string;
}

/** Names listed for one kind; the others are counted. */
const mostNames = 5;

/** What an activity does to its targets, by how activities are named. */
const verbs: readonly [RegExp, string][] = [
  [/^(delete|terminate|remove)_/, 'deletes'],
  [/^scale_/, 'scales'],
  [/^(create|deploy|apply|start)_/, 'creates'],
  [/^(rollout|restart|trigger_rollout)/, 'restarts'],
  [/^exec_/, 'executes'],
  [/^evict_|^drain_/, 'evicts'],
];

/** What a run is about to do, counted by what happens to which kind of object. */
export function consentText(question: FaultQuestion, say: Say): ConsentText {
  const cluster = question.cluster.context ?? question.cluster.server;
  const { faults, namespaces } = question;
  const lines: string[] = [];
  const planned = faults.filter((fault) => fault.unplanned === undefined);
  if (planned.length > 0) {
    lines.push(
      say({
        code: namespaces.length === 0 ? 'editor.consent.does' : 'editor.consent.does-in',
        args: {
          what: list(groups(planned, say), say),
          namespaces: namespaces.join(', '),
          count: namespaces.length,
        },
      }),
    );
    lines.push(undo(planned, say));
  }
  for (const fault of faults) {
    if (fault.unplanned !== undefined) {
      const args = { name: fault.name, reason: say(fault.unplanned) };
      lines.push(say({ code: 'editor.consent.unplanned', args }));
    }
    for (const warning of fault.warnings) {
      lines.push(say({ code: 'editor.consent.warning', args: { text: say(warning) } }));
    }
  }
  for (const forbidden of question.forbidden) {
    const args = factsOfForbidden(forbidden);
    lines.push(say({ code: 'editor.consent.forbidden', args }));
  }
  return {
    title: say({ code: 'editor.consent.title', args: { cluster } }),
    detail: lines.join('\n'),
  };
}

function verbOf(activity: string): string {
  const func = activity.split('.').at(-1) ?? '';
  return verbs.find(([pattern]) => pattern.test(func))?.[1] ?? 'changes';
}

function groups(faults: PlannedFault[], say: Say): string[] {
  const found = new Map<string, { verb: string; kind: string; names: Set<string> }>();
  for (const { activity, targets } of faults) {
    for (const { kind, name } of targets) {
      const verb = verbOf(activity);
      const key = `${verb} ${kind}`;
      const group = found.get(key) ?? { verb, kind, names: new Set<string>() };
      found.set(key, group);
      group.names.add(name);
    }
  }
  if (found.size === 0) {
    return [say({ code: 'editor.consent.nothing' })];
  }
  return [...found.values()].map(({ verb, kind, names }) => {
    const all = [...names];
    const shown = all.slice(0, mostNames).join(', ');
    const args: MessageArgs = {
      count: all.length,
      kind: kind.toLowerCase(),
      kinds: plural(kind.toLowerCase()),
      names:
        all.length > mostNames
          ? say({
              code: 'editor.consent.more-names',
              args: { names: shown, count: all.length - mostNames },
            })
          : shown,
    };
    const number = all.length === 1 ? 'one' : 'many';
    return say({ code: `editor.consent.${verb}.${number}`, args });
  });
}

function undo(faults: PlannedFault[], say: Say): string {
  const count = (grade: string) => faults.filter((fault) => fault.undo.grade === grade).length;
  const parts = ['exact', 'partial', 'none']
    .filter((grade) => count(grade) > 0)
    .map((grade) =>
      say({
        code: `editor.consent.undo.${grade}`,
        args: { count: count(grade), all: faults.length },
      }),
    );
  const reasons = new Set(
    faults.flatMap(({ undo: { reason } }) => (reason === undefined ? [] : [say(reason)])),
  );
  const sentence = say({ code: 'editor.consent.undo', args: { grades: list(parts, say) } });
  return [sentence, ...reasons].join('\n');
}

function list(parts: string[], say: Say): string {
  return parts.join(say({ code: 'editor.list-separator' }));
}
