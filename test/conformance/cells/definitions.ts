import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../../src/experiment/json.ts';
import type { Stage } from '../stage.ts';
import { type Cell, metadata } from './cell.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

const spec = {
  type: 'object',
  required: ['colour'],
  properties: {
    colour: { type: 'string', enum: ['red', 'green'] },
    watts: { type: 'integer', minimum: 1, maximum: 100, default: 5 },
    name: { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 4 },
    port: { 'x-kubernetes-int-or-string': true },
    list: { type: 'array', maxItems: 1, items: { type: 'string' } },
    map: { type: 'object', additionalProperties: { type: 'number' } },
    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
};

/** What is wrong with a spec, by the sentence that says so. */
const wrong: readonly (readonly [JsonObject, string])[] = [
  [{}, 'spec.colour: Required value'],
  [{ colour: 'blue' }, 'spec.colour: Unsupported value: "blue": supported values: "red", "green"'],
  [
    { colour: 'red', watts: 'many' },
    'spec.watts: Invalid value: "string": spec.watts in body must be of type integer: "string"',
  ],
  [
    { colour: 'red', watts: 0 },
    'spec.watts: Invalid value: 0: spec.watts in body should be greater than or equal to 1',
  ],
  [
    { colour: 'red', watts: 101 },
    'spec.watts: Invalid value: 101: spec.watts in body should be less than or equal to 100',
  ],
  [
    { colour: 'red', name: 'A1' },
    'spec.name: Invalid value: "A1": spec.name in body should match \'^[a-z]+$\'',
  ],
  [
    { colour: 'red', name: 'a' },
    'spec.name: Invalid value: "a": spec.name in body should be at least 2 chars long',
  ],
  [{ colour: 'red', name: 'abcde' }, 'spec.name: Too long: may not be more than 4 bytes'],
  [{ colour: 'red', list: ['a', 'b'] }, 'spec.list: Too many: 2: must have at most 1 item'],
  [
    { colour: 'red', map: { a: 'x' } },
    'spec.map.a: Invalid value: "string": spec.map.a in body must be of type number: "string"',
  ],
];

/** Objects of a CustomResourceDefinition whose schema says what they have. */
export function definitionCells(): Cell[] {
  return [
    {
      name: 'create custom resources: by the schema of their definition',
      run: (stage) =>
        withLamps(stage, async (path, body) => {
          const { admin } = stage;
          for (const [bad, sentence] of wrong) {
            const answer = await admin.call('POST', path, { body: body('bad', bad) });
            assert.equal(answer.code, 422, sentence);
            assert.equal(
              answer.body['message'],
              `Lamp.${group(stage)} "bad" is invalid: ${sentence}`,
            );
          }
          const given = { colour: 'red', port: 'web', free: { any: [1] }, name: null, more: 1 };
          const made = await admin.call('POST', path, { body: body('good', given) });
          assert.equal(made.code, 201, made.text);
          assert.deepEqual(made.body['spec'], {
            colour: 'red',
            port: 'web',
            free: { any: [1] },
            watts: 5,
          });
          assert.deepEqual(made.warnings, ['299 - "unknown field \\"spec.more\\""']);
          const strict = await admin.call('POST', `${path}?fieldValidation=Strict`, {
            body: body('strict', given),
          });
          assert.equal(strict.code, 400);
          assert.match(strict.text, /strict decoding error: unknown field ..spec.more/);
          const patched = await admin.call('PATCH', `${path}/good`, {
            body: { spec: { colour: 'pink' } },
            type: 'application/merge-patch+json',
          });
          assert.equal(patched.code, 422, patched.text);
          const list = await admin.call('GET', path);
          assert.equal(metadata(list)['continue'], '');
        }),
    },
  ];
}

const group = ({ namespace }: Stage) => `${namespace}.example.com`;

async function withLamps(
  stage: Stage,
  use: (path: string, body: (name: string, spec: JsonObject) => JsonObject) => Promise<void>,
): Promise<void> {
  const { admin, namespace } = stage;
  const name = `lamps.${group(stage)}`;
  const schema = { type: 'object', properties: { spec } };
  const made = await admin.call('POST', definitions, {
    body: {
      metadata: { name },
      spec: {
        group: group(stage),
        scope: 'Namespaced',
        names: { plural: 'lamps', singular: 'lamp', kind: 'Lamp' },
        versions: [
          { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } },
        ],
      },
    },
  });
  assert.equal(made.code, 201, made.text);
  const path = `/apis/${group(stage)}/v1/namespaces/${namespace}/lamps`;
  try {
    for (let tries = 0; (await admin.call('GET', path)).code !== 200; tries++) {
      assert.ok(tries < 100, 'the definition is never served');
      await sleep(100);
    }
    await use(path, (own, content) => ({
      apiVersion: `${group(stage)}/v1`,
      kind: 'Lamp',
      metadata: { name: own },
      spec: content,
    }));
  } finally {
    await admin.call('DELETE', `${definitions}/${name}`);
  }
}
