import type { OwedChange } from '../../ledger/owed-runs.ts';
import type { Block, Report, Step } from '../../report/model.ts';
import { bounded, type Say } from './bounded.ts';

/** Sections that tell what happened; the others are about the experiment and the machine. */
const told = ['before', 'method', 'during', 'after', 'rollbacks'];

/** Lines of a section. */
const most = 30;

/** What came of a run: its verdict with the cause, the hypothesis, each activity, and the rollbacks. */
export function journalText(report: Report, say: Say): string {
  const { title, word, sentence, status, sections } = report;
  const parts = sections
    .filter(({ id }) => told.includes(id))
    .map(({ heading, blocks }) => {
      const lines = blocks.flatMap((block) => linesOf(block, say));
      return [`${heading}:`, ...bounded(lines, most, say).map((line) => `  ${line}`)].join('\n');
    });
  const verdict = say({ code: 'tools.journal.verdict', args: { title, word, sentence } });
  return [`${verdict}\n${status}`, ...parts].join('\n\n');
}

function linesOf(block: Block, say: Say): string[] {
  switch (block.kind) {
    case 'text':
      return [block.text];
    case 'steps':
      return block.steps.map((step) => stepText(step, say));
    default:
      return [];
  }
}

/** Without outputs: they may be long, and a journal of another program may have secrets in them. */
function stepText({ name, kind, wanted, result, reason }: Step, say: Say): string {
  const limits =
    wanted === undefined ? [] : [say({ code: 'tools.journal.wanted', args: { wanted } })];
  const args = { name, kind: [kind, ...limits].join(', '), result };
  return reason === undefined
    ? say({ code: 'tools.journal.step', args })
    : say({ code: 'tools.journal.step-because', args: { ...args, reason } });
}

/** What a run has left; of undefined nothing is known. */
export function leftText(owed: readonly OwedChange[] | undefined, say: Say): string {
  if (owed === undefined) {
    return say({ code: 'tools.undo.unknown' });
  }
  if (owed.length === 0) {
    return say({ code: 'tools.undo.none' });
  }
  const names = owed.map(({ kind, namespace, name }) =>
    namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`,
  );
  const changes = bounded([...new Set(names)], most, say).join(', ');
  return say({ code: 'tools.undo.some', args: { changes, count: owed.length } });
}
