/**
 * Random and mutated documents through reading and checking: `npm run fuzz -- --seed 1 --count 100000`.
 * Exit code 1 when one of them makes it throw, or takes more than 50 times as long as the median.
 */
import { parseArgs } from 'node:util';
import { examine } from './examine.ts';

const limit = 50;
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '100000' },
  },
});
const seed = Number(values.seed);
const { crashes, median, slowest, slowestDocument } = examine(seed, Number(values.count));
for (const { document, error } of crashes.slice(0, 10)) {
  console.error(JSON.stringify(document));
  console.error(error);
}
const ratio = slowest / median;
console.log(`seed ${seed}, ${values.count} documents, ${crashes.length} crashes`);
console.log(
  `median ${median.toFixed(3)} ms, slowest ${slowest.toFixed(3)} ms, ratio ${ratio.toFixed(1)} (at most ${limit})`,
);
if (ratio > limit) {
  console.error(JSON.stringify(slowestDocument));
}
process.exitCode = crashes.length > 0 || ratio > limit ? 1 : 0;
