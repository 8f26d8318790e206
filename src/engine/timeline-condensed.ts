import type { Block } from './timeline.ts';

/** More blocks than this are too thin to be told apart. */
const mostBlocks = 300;

/** Parts of the width that a block must fill to stand alone then. */
const parts = 200;

/**
 * At most a few hundred blocks, of any number of steps: short ones of one kind that follow each other
 * within a sliver of the width become one, which went as badly as the worst of them.
 * @param total milliseconds of the whole width
 */
export function condensed(blocks: readonly Block[], total: number): Block[] {
  if (blocks.length <= mostBlocks) {
    return [...blocks];
  }
  const sliver = total / parts;
  const result: Block[] = [];
  const open = new Map<Block['kind'], Block>();
  for (const block of blocks) {
    const group = open.get(block.kind);
    const short = block.to - block.from < sliver;
    if (group !== undefined && short && block.from < group.from + sliver) {
      group.to = Math.max(group.to, block.to);
      group.count = (group.count ?? 1) + 1;
      group.state = worse(group.state, block.state);
    } else {
      const alone = { ...block };
      result.push(alone);
      if (short) {
        open.set(block.kind, alone);
      }
    }
  }
  return result;
}

const order: readonly Block['state'][] = ['neutral', 'good', 'running', 'bad'];

function worse(one: Block['state'], other: Block['state']): Block['state'] {
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}
