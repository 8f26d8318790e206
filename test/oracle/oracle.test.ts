import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { compare, type Run } from './compare.ts';
import { mutated } from './mutate.ts';
import { type Engine, loadEngine, ownSource, runOurs } from './ours.ts';
import { checkReport } from './reported.ts';
import { rules } from './rules.ts';
import { Service } from './service.ts';
import { Theirs } from './theirs.ts';

/** What the real Chaos Toolkit made of a case, by rule and name; also for the mutations. */
const results = new Map<string, Run>();
/** Milliseconds a changed engine may take: some changes make it wait for ever. */
const mutantLimit = 10_000;

const service = new Service();
let address = '';
let theirs: Theirs;
let engine: Engine;

before(async () => {
  [address, theirs, engine] = await Promise.all([
    service.start(),
    Theirs.start(),
    loadEngine(ownSource),
  ]);
});

after(async () => {
  service.stop();
  await theirs[Symbol.asyncDispose]();
});

describe('as the real Chaos Toolkit', { concurrency: 4 }, () => {
  for (const rule of rules) {
    for (const each of rule.cases) {
      it(`${rule.id}: ${each.name}`, async () => {
        const [real, own] = await Promise.all([
          theirs.run(each, address),
          runOurs(each, address, engine),
        ]);
        results.set(`${rule.id}/${each.name}`, real);
        compare(each, real, own);
        await checkReport('chaos', real.journal);
        await checkReport('this engine', own.journal);
      });
    }
  }
});

describe('a rule that is switched off turns red', { concurrency: 2 }, () => {
  for (const rule of rules) {
    it(rule.id, async () => {
      await using copy = await mutated(rule.mutation);
      const changed = await loadEngine(copy.src);
      for (const each of rule.cases) {
        const real = results.get(`${rule.id}/${each.name}`);
        assert.ok(real, 'the real run of the case is missing');
        if (
          await turnsRed(() =>
            runOurs(each, address, changed, mutantLimit).then((own) => compare(each, real, own)),
          )
        ) {
          return;
        }
      }
      assert.fail(`No experiment of the rule notices that it is switched off: ${rule.says}`);
    });
  }
});

/** Whether a comparison fails. A change that breaks the engine itself shows nothing and is thrown. */
async function turnsRed(check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return false;
  } catch (error) {
    if (error instanceof assert.AssertionError) {
      return true;
    }
    throw error;
  }
}
