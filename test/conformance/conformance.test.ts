import { after, test } from 'node:test';
import { accounts } from './cells/accounts.ts';
import { definitionCells } from './cells/definitions.ts';
import { everyKind } from './cells/every-kind.ts';
import { special } from './cells/special.ts';
import { practiceStage, realStage } from './stage.ts';

const cells = [...special(), ...accounts(), ...definitionCells(), ...everyKind()];

const stages = [await practiceStage(), await realStage()].filter((stage) => stage !== undefined);

after(async () => {
  await Promise.all(stages.map((stage) => stage.close()));
});

for (const stage of stages) {
  for (const { name, run } of cells) {
    test(`${stage.name}: ${name}`, () => run(stage));
  }
}
