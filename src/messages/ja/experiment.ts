import type { MessageTable } from '../types.ts';
import { experimentActivity } from './experiment-activity.ts';
import { experimentPatterns } from './experiment-patterns.ts';
import { experimentRules } from './experiment-rules.ts';
import { experimentShape } from './experiment-shape.ts';
import { experimentSyntax } from './experiment-syntax.ts';
import { experimentTolerance } from './experiment-tolerance.ts';

/** Sentences of the room `experiment`; they are loaded with all that is said in Japanese. */
export const experiment: MessageTable = {
  ...experimentSyntax,
  ...experimentShape,
  ...experimentActivity,
  ...experimentTolerance,
  ...experimentRules,
  ...experimentPatterns,
};
