import assert from 'node:assert/strict';
import type { Json } from '../../../src/experiment/json.ts';
import { isObject } from '../../../src/experiment/json.ts';
import { valueAt } from '../../../src/practice/api/objects.ts';
import type { Answer } from '../client.ts';
import type { Stage } from '../stage.ts';
import { type Cell, metadata, nameOf } from './cell.ts';
import { configmapsSteps } from './configmaps-steps.ts';
import { podsSteps } from './pods-steps.ts';
import { serverSteps } from './server-steps.ts';
import type { Step } from './steps.ts';
import { typedSteps } from './typed-steps.ts';
import { workloadsSteps } from './workloads-steps.ts';

/** Cells of their own, each a sequence of requests. */
export function special(): Cell[] {
  return Object.entries({
    ...serverSteps,
    ...configmapsSteps,
    ...podsSteps,
    ...workloadsSteps,
    ...typedSteps,
  }).map(([name, steps]) => ({
    name,
    async run(stage) {
      const own = nameOf(`s ${name}`);
      for (const step of steps) {
        await perform(stage, step, own);
      }
      const paths = new Set(
        steps.filter(({ method }) => method === 'POST').map(({ path }) => path),
      );
      for (const path of paths) {
        const place = `${filled(path, stage, own).split('?')[0]}/${own}`;
        await stage.admin.call('DELETE', place);
      }
    },
  }));
}

const filled = (text: string, { namespace }: Stage, name: string) =>
  text.replaceAll('{ns}', namespace).replaceAll('{name}', name);

async function perform(stage: Stage, step: Step, name: string): Promise<void> {
  const client = step.user === 'nobody' ? stage.nobody : stage.admin;
  const fill = <T>(value: T): T => JSON.parse(filled(JSON.stringify(value), stage, name));
  const answer = await client?.call(step.method, filled(step.path, stage, name), {
    ...(step.body === undefined ? {} : { body: fill(step.body) }),
    ...(step.type === undefined ? {} : { type: step.type }),
    ...(step.accept === undefined ? {} : { accept: step.accept }),
  });
  assert.ok(answer);
  assert.equal(answer.code, step.code, `${step.method} ${step.path}: ${answer.text}`);
  check(answer, step, fill);
}

function check(answer: Answer, step: Step, fill: <T>(value: T) => T): void {
  const message = String(answer.body['message']);
  if (step.message !== undefined) {
    assert.equal(message, fill(step.message));
  }
  if (step.matches !== undefined) {
    assert.match(message, step.matches);
  }
  if (step.has !== undefined) {
    contains(answer.body, fill(step.has), step.path);
  }
  for (const path of step.lacks ?? []) {
    assert.equal(valueAt(answer.body, ...path.split('.')), undefined, path);
  }
  if (step.warnings !== undefined) {
    assert.deepEqual(answer.warnings, step.warnings);
  }
  if (answer.code >= 400 && answer.type.includes('json')) {
    assert.equal(answer.body['kind'], 'Status');
    assert.equal(answer.body['code'], answer.code);
    assert.deepEqual(metadata(answer), {});
  }
}

function contains(actual: Json | undefined, wanted: Json, where: string): void {
  if (Array.isArray(wanted) && Array.isArray(actual)) {
    assert.equal(actual.length, wanted.length, where);
    wanted.forEach((one, index) => {
      contains(actual[index], one, `${where}[${index}]`);
    });
  } else if (isObject(wanted) && isObject(actual)) {
    for (const [key, value] of Object.entries(wanted)) {
      contains(actual[key], value, `${where}.${key}`);
    }
  } else {
    assert.deepEqual(actual, wanted, where);
  }
}
