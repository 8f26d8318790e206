import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strategiesOf } from './runtime-block.ts';

describe('strategiesOf', () => {
  const settings = {
    hypothesis: { strategy: 'skip' },
    rollbacks: { strategy: 'always' },
  };

  it('is default without any wish', () => {
    assert.deepEqual(strategiesOf({}, undefined, {}), {
      hypothesis: 'default',
      rollbacks: 'default',
    });
  });

  it('takes the settings', () => {
    assert.deepEqual(strategiesOf({}, settings, {}), { hypothesis: 'skip', rollbacks: 'always' });
  });

  it('an experiment with a runtime sets what it does not name back to default', () => {
    const experiment = { runtime: { rollbacks: { strategy: 'never' } } };
    assert.deepEqual(strategiesOf(experiment, settings, {}), {
      hypothesis: 'default',
      rollbacks: 'never',
    });
  });

  it('an empty runtime of the experiment changes nothing', () => {
    assert.equal(strategiesOf({ runtime: {} }, settings, {}).rollbacks, 'always');
  });

  it('options beat both', () => {
    const experiment = { runtime: { rollbacks: { strategy: 'never' } } };
    const options = {
      rollbackStrategy: 'deviated',
      hypothesisStrategy: 'continuously',
    } as const;
    assert.deepEqual(strategiesOf(experiment, settings, options), {
      hypothesis: 'continuously',
      rollbacks: 'deviated',
    });
  });

  it('accepts the old misspelling', () => {
    const experiment = { runtime: { hypothesis: { strategy: 'continously' } } };
    assert.equal(strategiesOf(experiment, undefined, {}).hypothesis, 'continuously');
  });

  it('refuses an unknown hypothesis strategy and a runtime that is a text', () => {
    const unknown = { runtime: { hypothesis: { strategy: 'continuous' } } };
    assert.throws(() => strategiesOf(unknown, undefined, {}), { code: 'engine.strategy-unknown' });
    assert.throws(() => strategiesOf({ runtime: 'x' }, undefined, {}), {
      code: 'engine.runtime-shape',
    });
  });
});
