/** What helps while a person writes, as one part that is loaded at its first use. */
import { createCatalogue } from '../../catalogue/index.ts';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import { teachWriting } from '../../messages/writing.ts';
import type { ConfigValue } from '../config-value.ts';
import type { Documents } from '../documents.ts';
import { Completions } from './completions.ts';
import { Hints } from './hints.ts';
import { Hovers } from './hovers.ts';
import { Names } from './names.ts';
import type { Say } from './problems.ts';
import { Reader, type Surroundings } from './reader.ts';

/** All that answers what the editor asks while a person writes. */
export interface Assist {
  completions: Completions;
  hovers: Hovers;
  names: Names;
  hints: Hints;
}

/** Makes it, for the documents of a window. */
export function createAssist(
  documents: Documents,
  say: Say,
  hints: ConfigValue<boolean>,
  surroundings: Surroundings,
): Assist {
  teachWriting();
  const catalogue = createCatalogue(kubernetesEntries);
  const reader = new Reader(documents, say, catalogue, surroundings);
  return {
    completions: new Completions(reader),
    hovers: new Hovers(reader),
    names: new Names(reader, say),
    hints: new Hints(reader, hints),
  };
}
