import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createCatalogue } from '../../src/catalogue/index.ts';
import { kubernetesEntries } from '../../src/catalogue/kubernetes/index.ts';
import { parseExperiment } from '../../src/experiment/parse.ts';
import { validateExperiment } from '../../src/experiment/validate.ts';
import type { Case } from './case.ts';
import { experimentText } from './folder.ts';
import { Service } from './service.ts';
import { Theirs } from './theirs.ts';
import { activityTraps } from './traps/activities.ts';
import { runTraps } from './traps/runs.ts';

const catalogue = createCatalogue(kubernetesEntries);

describe('what rules say of Chaos Toolkit', { concurrency: 3 }, () => {
  let theirs: Theirs;
  const service = new Service();
  let address = '';

  before(async () => {
    [address, theirs] = await Promise.all([service.start(), Theirs.start()]);
  });

  after(async () => {
    service.stop();
    await theirs[Symbol.asyncDispose]();
  });

  for (const trap of [...activityTraps, ...runTraps]) {
    it(`${trap.code}: ${trap.says}`, async () => {
      const each: Case = {
        name: trap.says,
        experiment: trap.experiment,
        ...(trap.options && { options: trap.options }),
      };
      const text = experimentText(each, address);
      const found = validateExperiment(parseExperiment(text, 'json'), catalogue);
      const codes = found.map(({ code }) => code.replace('experiment.', ''));
      assert.ok(codes.includes(trap.code), codes.join());
      const outcome = await theirs.run(each, address);
      trap.shows(outcome);
    });
  }
});
