import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchPatternInAll } from '../../src/engine/pattern.ts';
import { isHumanError } from '../../src/messages/error.ts';
import { randomName, randomPattern } from './patterns/generate.ts';
import { type PythonAnswer, PythonRe } from './patterns/python.ts';
import { Random } from './patterns/random.ts';

/** More of them: CHAOS_WORKBENCH_PATTERNS=20000. */
const patterns = Number(process.env['CHAOS_WORKBENCH_PATTERNS'] ?? 1500);

/** Others of them. */
const seed = Number(process.env['CHAOS_WORKBENCH_SEED'] ?? 20260101);

/** Names each pattern is searched in. */
const namesEach = 8;

/** Milliseconds one pattern may take. */
const limit = 1_000;

/** What we make of a pattern, in Python's words; `?` for all when it was ended by its time limit. */
async function ours(pattern: string, names: readonly string[]): Promise<PythonAnswer> {
  const signal = AbortSignal.timeout(limit);
  try {
    const found = await searchPatternInAll(pattern, names, signal);
    return { found: found.map((each) => (each ? '1' : '.')).join('') };
  } catch (error) {
    if (isHumanError(error)) {
      return { refused: error.code };
    }
    if (signal.aborted) {
      return { found: '?'.repeat(names.length) };
    }
    throw error;
  }
}

/** Whether two answers agree; what took too long on one side says nothing. */
function agree(real: PythonAnswer, own: PythonAnswer): boolean {
  if ('refused' in own) {
    return 'refused' in real || own.refused === 'experiment.pattern-unsupported';
  }
  return (
    'found' in real &&
    [...own.found].every((each, index) => {
      const other = real.found[index];
      return each === other || each === '?' || other === '?';
    })
  );
}

test('a pattern finds what Python finds, or is refused', async (t) => {
  await using python = await PythonRe.start();
  const random = new Random(seed);
  const wrong: object[] = [];
  const count = { same: 0, refused: 0, unsupported: 0, ended: 0 };
  for (let index = 0; index < patterns; index += 1) {
    const pattern = randomPattern(random);
    const names = random.some(namesEach, namesEach, () => randomName(random));
    const [real, own] = [await python.search(pattern, names), await ours(pattern, names)];
    if (!agree(real, own)) {
      wrong.push({ pattern, names, real, own });
    } else if ('refused' in own) {
      count['refused' in real ? 'refused' : 'unsupported'] += 1;
    } else {
      count[own.found.includes('?') ? 'ended' : 'same'] += 1;
    }
  }
  t.diagnostic(`seed ${seed}: ${JSON.stringify(count)}, ${patterns * namesEach} pairs`);
  assert.deepEqual(wrong.slice(0, 10), [], `${wrong.length} of ${patterns} differ`);
  assert.ok(count.same > patterns / 3, JSON.stringify(count));
});
