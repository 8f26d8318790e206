/**
 * Runs random experiments with the real `chaos` and with this engine, and compares exit codes,
 * journals and side effects: `--seed N` (the first), `--count N`, `--show` prints the experiments
 * that differ. Exit code 1 when a difference is not explained.
 */
import { parseArgs } from 'node:util';
import { loadEngine, ownSource } from '../ours.ts';
import { Service } from '../service.ts';
import { Theirs } from '../theirs.ts';
import { compareMany } from './compare-many.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    show: { type: 'boolean', default: false },
  },
});
const service = new Service();
await using theirs = await Theirs.start();
const parts = { theirs, engine: await loadEngine(ownSource), service: await service.start() };
const tally = await compareMany(parts, Number(values.seed), Number(values.count));
service.stop();
const { unexplained, ...figures } = tally;
console.log(JSON.stringify(figures));
for (const { seed, each, difference, log } of unexplained) {
  console.log(`\nseed ${seed}: ${difference}`);
  if (values.show) {
    console.log(`${JSON.stringify(each, null, 2)}\n${log}`);
  }
}
console.log(`${unexplained.length} unexplained differences in ${values.count} experiments`);
process.exitCode = unexplained.length === 0 ? 0 : 1;
