import type { PatternNode, Width } from './ast.ts';

/** How many characters a part can match at least and at most. */
export function widthOf(node: PatternNode): Width {
  switch (node.type) {
    case 'set':
    case 'any':
      return { min: 1, max: 1 };
    case 'group':
    case 'atomic':
      return widthOf(node.body);
    case 'sequence': {
      const widths = node.items.map(widthOf);
      return {
        min: widths.reduce((sum, { min }) => sum + min, 0),
        max: widths.reduce((sum, { max }) => sum + max, 0),
      };
    }
    case 'choice': {
      const widths = node.branches.map(widthOf);
      return {
        min: Math.min(...widths.map(({ min }) => min)),
        max: Math.max(...widths.map(({ max }) => max)),
      };
    }
    case 'repeat': {
      const { min, max } = widthOf(node.body);
      return { min: min * node.min, max: max === 0 || node.max === 0 ? 0 : max * node.max };
    }
    case 'reference':
      return node.width;
    default:
      return { min: 0, max: 0 };
  }
}
