import { after, describe, test } from 'node:test';
import { deletion } from './controllers/deletion.ts';
import { jobs } from './controllers/jobs.ts';
import { Lab } from './controllers/lab.ts';
import { nodes } from './controllers/nodes.ts';
import { rollouts } from './controllers/rollouts.ts';
import { services } from './controllers/services.ts';
import { sets } from './controllers/sets.ts';
import { wholePracticeStage, withFakeKubelet } from './controllers/stages.ts';
import { practiceStage, realStage } from './stage.ts';

const scenarios = [...rollouts, ...deletion, ...services, ...sets, ...jobs, ...nodes];

const stages = [
  await practiceStage(withFakeKubelet),
  await wholePracticeStage(),
  await realStage(),
].filter((stage) => stage !== undefined);

after(async () => {
  await Promise.all(stages.map((stage) => stage.close()));
});

for (const stage of stages) {
  describe(stage.name, { concurrency: 5 }, () => {
    for (const { name, run } of scenarios) {
      test(name, async () => {
        const lab = new Lab(stage);
        await lab.open();
        try {
          await run(lab);
        } finally {
          await lab.close();
        }
      });
    }
  });
}
