import type { ActivityPreview } from '../kubernetes/preview.ts';
import { HumanError } from '../messages/error.ts';
import { format } from '../messages/format.ts';
import { hitsText } from '../messages/hits.ts';
import type { Message } from '../messages/types.ts';
import type { Preview } from '../workbench/preview.ts';
import type { Arguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { previewSource } from './preview-source.ts';
import { runSignals } from './signals.ts';

/** `targets`: what each action of an experiment would hit right now. */
export async function targetsCommand(args: Arguments, io: Io): Promise<number> {
  using signals = runSignals(process, process.platform);
  const preview = await previewSource(args, io, false, signals);
  const actions = preview.activities.filter(({ kind }) => kind === 'action');
  if (args.values.flag('json')) {
    io.out(`${JSON.stringify(asJson(actions, preview), null, 2)}\n`);
  } else {
    io.out(textOf(actions, preview, io));
  }
  const empty = actions.find(
    ({ rollback, fault }) => !rollback && (fault?.targets.length ?? 0) === 0,
  );
  if (args.values.flag('require-targets') && empty !== undefined) {
    const { name, pointer } = empty;
    throw new HumanError('kubernetes.no-targets', { name, pointer });
  }
  return actions.some(({ cluster }) => cluster === undefined) ? exitCodes.failed : exitCodes.ok;
}

/** The form of `--json`: nothing is ever removed from it or given another meaning. */
function asJson(actions: readonly ActivityPreview[], { unasked }: Preview) {
  return {
    version: 1,
    unasked,
    actions: actions.map(({ pointer, name, activity, rollback, cluster, fault }) => ({
      pointer,
      name,
      activity,
      rollback,
      cluster: cluster ?? null,
      targets: fault?.targets ?? [],
      matched: fault?.matched ?? null,
      undo: fault && {
        grade: fault.undo.grade,
        reason: fault.undo.reason === undefined ? null : format(fault.undo.reason),
      },
      warnings: fault?.warnings.map((warning) => format(warning)) ?? [],
      unplanned: fault?.unplanned === undefined ? null : format(fault.unplanned),
    })),
  };
}

function textOf(actions: readonly ActivityPreview[], { unasked }: Preview, io: Io): string {
  const lines = actions.flatMap((action) => linesOf(action, io));
  if (actions.length === 0) {
    lines.push(io.text({ code: 'workbench.targets-none' }));
  }
  if (unasked.length > 0) {
    const args = { names: unasked.join(', ') };
    lines.push(io.text({ code: 'workbench.targets-unasked', args }));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function linesOf({ name, rollback, fault }: ActivityPreview, io: Io): string[] {
  if (fault === undefined) {
    return [io.text({ code: 'workbench.targets-unreachable', args: { name } })];
  }
  const about = rollback ? `${name} ${io.text({ code: 'workbench.targets-rollback' })}` : name;
  const hits = hitsText(fault, io.text).map((text) => `${about}: ${io.text(text)}`);
  const more: Message[] = fault.warnings.map((warning) => ({
    code: 'workbench.targets-note',
    args: { text: io.text(warning) },
  }));
  if (fault.targets.length > 0) {
    more.unshift(undoLine(fault.undo, io));
  }
  return [...hits, ...more.map((message) => `    ${io.text(message)}`)];
}

function undoLine({ grade, reason }: { grade: string; reason?: Message }, io: Io): Message {
  return reason === undefined
    ? { code: 'workbench.targets-undo-plain', args: { grade } }
    : { code: 'workbench.targets-undo', args: { grade, reason: io.text(reason) } };
}
