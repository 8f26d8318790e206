import { explorer } from './points/explorer.ts';
import type { Point } from './points/files.ts';
import { manners } from './points/manners.ts';
import { running } from './points/running.ts';
import { tools } from './points/tools.ts';
import { understanding } from './points/understanding.ts';
import { writing } from './points/writing.ts';

/** All that the editor's half promises, with the tests that show it. */
export const points: readonly Point[] = [
  ...writing,
  ...running,
  ...understanding,
  ...explorer,
  ...tools,
  ...manners,
];
