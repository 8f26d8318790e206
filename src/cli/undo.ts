import { createInterface } from 'node:readline/promises';
import type { UndoOutcome } from '../kubernetes/undo/undo.ts';
import { type OwedRun, owedRuns } from '../ledger/owed-runs.ts';
import { stateFolderOf } from '../ledger/state-folder.ts';
import { HumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';
import { nodePlatform } from '../platform/platform.ts';
import { undoRun } from '../workbench/undo.ts';
import type { Arguments } from './arguments.ts';
import { connectionChoice } from './connection-choice.ts';
import { exitCodes, type Io } from './io.ts';
import { runSignals } from './signals.ts';

/** `undo`: puts back what a run has left, or lists the runs that left something. */
export async function undoCommand(args: Arguments, io: Io): Promise<number> {
  const { values } = args;
  const platform = nodePlatform();
  const stateFolder = stateFolderOf(io.environment, platform);
  const owed = await owedRuns(stateFolder, platform);
  const say = (message: Message) => io.out(`${io.text(message)}\n`);
  const [given] = args.positionals;
  if (values.flag('list') || (given === undefined && owed.length === 0)) {
    io.out(owed.map((run) => runLines(run, io)).join(''));
    if (owed.length === 0) {
      say({ code: 'workbench.undo-nothing-owed' });
    }
    return exitCodes.ok;
  }
  const run = given === undefined ? owed[0] : owed.find(({ id }) => id === given);
  if (run?.state === 'running') {
    throw new HumanError('workbench.undo-still-running', { run: run.id });
  }
  if (run !== undefined) {
    say(titleOf(run));
  }
  using signals = runSignals(process, process.platform);
  const runId = run?.id ?? given ?? '';
  const dry = values.flag('dry');
  const outcomes = await undoRun(
    { runId, dry, connection: connectionChoice(values) },
    {
      ask: (question) => (values.flag('force') ? Promise.resolve(true) : askPerson(question, io)),
      told: (outcome) => io.out(outcomeLine(outcome, io)),
      onPluginOutput: (line) => io.err(`${line}\n`),
    },
    { stateFolder, environment: io.environment, platform, trusted: true, signal: signals.stop },
  );
  const left = outcomes.filter(({ how }) => ['ask', 'failed', 'impossible'].includes(how)).length;
  if (outcomes.length === 0) {
    say({ code: 'workbench.undo-nothing', args: { run: runId } });
  } else if (left > 0) {
    say({ code: 'workbench.undo-left', args: { count: left } });
  } else {
    say({ code: dry ? 'workbench.undo-dry' : 'workbench.undo-all' });
  }
  return left > 0 ? exitCodes.failed : exitCodes.ok;
}

/** Nobody is asked where nobody sits: then it stays as somebody else has left it. */
async function askPerson(question: Message, io: Io): Promise<boolean> {
  if (!process.stdin.isTTY) {
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const text = io.text({
      code: 'workbench.undo-ask',
      args: { question: io.text(question) },
    });
    return /^\s*y(es)?\s*$/i.test(await lines.question(text));
  } finally {
    lines.close();
    io.err('');
  }
}

const signs: Record<UndoOutcome['how'], string> = {
  done: '✓',
  nothing: '✓',
  todo: '·',
  ask: '?',
  impossible: '✗',
  failed: '✗',
};

function outcomeLine({ how, text, namespace }: UndoOutcome, io: Io): string {
  const place = namespace === undefined ? '' : ` [${namespace}]`;
  return `  ${signs[how]} ${io.text(text)}${place}\n`;
}

/** A run and, indented, what it has left. */
function runLines(run: OwedRun, io: Io): string {
  const state =
    run.state === 'ended' ? '' : ` (${io.text({ code: `workbench.undo-list-${run.state}` })})`;
  const where = run.places.map(({ context, server }) => context ?? server).join(', ');
  const changes = run.changes.map(
    ({ kind, name, namespace, activity, grade }) =>
      `  ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}  ${activity}  ${grade}\n`,
  );
  return `${run.id}  ${run.at}  ${where}  ${run.title}${state}\n${changes.join('')}`;
}

function titleOf({ id, at, title }: OwedRun): Message {
  return { code: 'workbench.undo-title', args: { run: id, time: at, title } };
}
