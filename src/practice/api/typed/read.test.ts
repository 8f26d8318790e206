import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { readTyped } from './read.ts';
import { loadSchema, messageOf } from './schema.ts';

const schema = await loadSchema();
const read = (kind: string, json: JsonObject) =>
  readTyped(json, messageOf(schema, 'v1', kind) ?? assert.fail(), schema);

test('an object keeps what its kind has, and tells what it does not have', () => {
  const pod = {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { name: 'p', annotations: { a: 'b' }, deletionTimestamp: null },
    spec: {
      nodeName: '',
      hostNetwork: false,
      automountServiceAccountToken: false,
      containers: [
        {
          name: 'c',
          ports: [{ containerPort: 80, hostport: 1 }],
          resources: { limits: { cpu: 1, memory: '1Gi' } },
          livenessProbe: { httpGet: { port: 'web' }, exek: {} },
        },
      ],
    },
  };
  const { object, unknown } = read('Pod', pod);
  assert.deepEqual(unknown, [
    'spec.containers[0].ports[0].hostport',
    'spec.containers[0].livenessProbe.exek',
  ]);
  const container = pod.spec.containers[0];
  assert.deepEqual(object, {
    ...pod,
    spec: {
      automountServiceAccountToken: false,
      containers: [
        {
          ...container,
          ports: [{ containerPort: 80 }],
          livenessProbe: { httpGet: { port: 'web' } },
        },
      ],
    },
  });
});

test('claims within an object may say what kind they are', () => {
  const claim = { kind: 'PersistentVolumeClaim', apiVersion: 'v1', metadata: { name: 'data' } };
  const message = messageOf(schema, 'apps/v1', 'StatefulSet') ?? assert.fail();
  const set = { spec: { volumeClaimTemplates: [claim] } };
  assert.deepEqual(readTyped(set, message, schema), { object: set, unknown: [] });
});

test('a value of a wrong type is refused', () => {
  const wrong: [JsonObject, RegExp][] = [
    [{ metadata: { labels: { a: 1 } } }, /number into Go struct field ObjectMeta.metadata.labels/],
    [{ metadata: 'x' }, /string into .* Pod.metadata of type v1.ObjectMeta/],
    [
      { spec: { containers: {} } },
      /object into .* PodSpec.spec.containers of type \[\]v1.Container/,
    ],
    [
      { spec: { containers: ['x'] } },
      /string into .* PodSpec.spec.containers of type v1.Container/,
    ],
    [{ spec: { activeDeadlineSeconds: 1.5 } }, /number 1.5 into .* of type int64/],
    [{ spec: { hostNetwork: 'yes' } }, /string into .* of type bool/],
  ];
  for (const [pod, message] of wrong) {
    assert.throws(() => read('Pod', pod), { name: 'TypeProblem', message });
  }
  const secret = { data: { a: 'b*' } };
  assert.throws(() => read('Secret', secret), { message: 'illegal base64 data at input byte 1' });
});
