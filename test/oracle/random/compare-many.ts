import { setTimeout as delay } from 'node:timers/promises';
import type { Case } from '../case.ts';
import { type Engine, runOurs } from '../ours.ts';
import type { Theirs } from '../theirs.ts';
import { Draw } from './draw.ts';
import { randomCase } from './experiment.ts';
import { judge } from './judge.ts';

/** What came of many pairs of runs. */
export interface Tally {
  same: number;
  /** How many differ for a reason on the list of differences on purpose. */
  explained: Record<string, number>;
  /** How many ended with which status, `refused` where none ran: to see what was drawn. */
  statuses: Record<string, number>;
  unexplained: { seed: number; each: Case; difference: string; log: string }[];
}

/** The parts that runs need. */
export interface Parts {
  theirs: Theirs;
  engine: Engine;
  service: string;
}

/** Draws experiments with the seeds from the first on, and compares each, some side by side. */
export async function compareMany(parts: Parts, first: number, count: number): Promise<Tally> {
  const tally: Tally = { same: 0, explained: {}, statuses: {}, unexplained: [] };
  const seeds = Array.from({ length: count }, (_, at) => first + at);
  const work = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      await compareOne(parts, seed, tally);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return tally;
}

async function compareOne(parts: Parts, seed: number, tally: Tally): Promise<void> {
  const each = randomCase(new Draw(seed), `seed ${seed}`);
  const [real, own] = await Promise.all([
    parts.theirs.run(each, parts.service),
    runOurs(each, parts.service, parts.engine),
  ]);
  const status = String(own.journal?.['status'] ?? 'refused');
  tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
  const found = judge(real, own);
  if ('same' in found) {
    tally.same += 1;
  } else if ('reason' in found) {
    tally.explained[found.reason] = (tally.explained[found.reason] ?? 0) + 1;
  } else {
    const log = `--- chaos\n${real.log.slice(-2000)}\n--- this engine\n${own.log.slice(-2000)}`;
    tally.unexplained.push({ seed, each, difference: found.difference, log });
  }
  await delay(0);
}
