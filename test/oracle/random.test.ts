import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine, ownSource } from './ours.ts';
import { compareMany } from './random/compare-many.ts';
import { Service } from './service.ts';
import { Theirs } from './theirs.ts';

test('a thousand drawn experiments end as with chaos, or differ as the list says', async (t) => {
  const service = new Service();
  await using theirs = await Theirs.start();
  const parts = { theirs, engine: await loadEngine(ownSource), service: await service.start() };
  try {
    const tally = await compareMany(parts, 1, 1000);
    const { unexplained, ...figures } = tally;
    t.diagnostic(JSON.stringify(figures));
    assert.deepEqual(
      unexplained.map(({ seed, difference }) => `seed ${seed}: ${difference}`),
      [],
    );
    assert.ok(tally.same > 500, 'too few of the drawn experiments say anything');
  } finally {
    service.stop();
  }
});
