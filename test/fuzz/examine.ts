import { createCatalogue } from '../../src/catalogue/index.ts';
import { kubernetesEntries } from '../../src/catalogue/kubernetes/index.ts';
import { parseExperiment } from '../../src/experiment/parse.ts';
import { validateExperiment } from '../../src/experiment/validate.ts';
import { format } from '../../src/messages/format.ts';
import { draw, type FuzzDocument, startingPoints } from './documents.ts';
import { Random } from './random.ts';

/** Documents that only warm up, before times are taken. */
const warm = 500;

/** The documents that took longest are read again at the end, as often as that: the least time counts. */
const again = { documents: 50, times: 30 };

/** What came of many documents; times in milliseconds. */
export interface Examined {
  crashes: { document: FuzzDocument; error: unknown }[];
  median: number;
  slowest: number;
  slowestDocument: FuzzDocument;
}

const catalogue = createCatalogue(kubernetesEntries);

/** Reads and checks a document, works out all fixes and puts all into words. */
function look({ text, format: language }: FuzzDocument): void {
  const document = parseExperiment(text, language);
  for (const problem of validateExperiment(document, catalogue)) {
    for (const { edits } of problem.fixes?.() ?? []) {
      for (const { range } of edits) {
        if (range.start.line > range.end.line) {
          throw new Error(`an edit of ${problem.code} ends before it begins`);
        }
      }
    }
    if (format(problem) === problem.code) {
      throw new Error(`no sentence for ${problem.code}`);
    }
  }
}

/** Only what the editor does at each key is timed. */
function time({ text, format: language }: FuzzDocument): number {
  const began = performance.now();
  validateExperiment(parseExperiment(text, language), catalogue);
  return performance.now() - began;
}

/** Draws that many documents and looks at each of them. */
export function examine(seed: number, count: number): Examined {
  const random = new Random(seed);
  const starts = startingPoints();
  const crashes: Examined['crashes'] = [];
  const times: number[] = [];
  let slow: { document: FuzzDocument; taken: number }[] = [];
  for (let index = 0; index < count; index += 1) {
    const document = draw(random, starts);
    try {
      look(document);
      const taken = time(document);
      if (index >= Math.min(warm, count / 2)) {
        times.push(taken);
        slow.push({ document, taken });
      }
    } catch (error) {
      crashes.push({ document, error });
    }
    if (slow.length > again.documents * 20 || index === count - 1) {
      slow = slow.sort((left, right) => right.taken - left.taken).slice(0, again.documents);
    }
  }
  times.sort((left, right) => left - right);
  const [slowest] = slow
    .map(({ document }) => ({ document, taken: leastTime(document) }))
    .sort((left, right) => right.taken - left.taken);
  return {
    crashes,
    median: times[times.length >> 1] ?? 0,
    slowest: slowest?.taken ?? 0,
    slowestDocument: slowest?.document ?? { format: 'json', text: '' },
  };
}

/** A pause of the machine is not the document's fault. */
function leastTime(document: FuzzDocument): number {
  return Math.min(...Array.from({ length: again.times }, () => time(document)));
}
