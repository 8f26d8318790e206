import assert from 'node:assert/strict';
import { test } from 'node:test';
import json from '../data/protobuf.json' with { type: 'json' };
import type { Schema } from '../typed/schema.ts';
import { decodeObject } from './decode.ts';

const schema = json as unknown as Schema;

/** A field of text, bytes or a message. */
function field(number: number, ...parts: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  assert.ok(body.length < 128);
  return Buffer.concat([Buffer.from([(number << 3) | 2, body.length]), body]);
}

const number = (field: number, value: number) => Buffer.from([field << 3, value]);

const body = (apiVersion: string, kind: string, raw: Buffer) =>
  Buffer.concat([
    Buffer.from('k8s\0'),
    field(1, field(1, apiVersion), field(2, kind)),
    field(2, raw),
  ]);

test('a typed client’s object becomes the JSON that it means', () => {
  const metadata = field(
    1,
    field(1, 'web'),
    field(2, ''),
    field(11, field(1, 'a'), field(2, 'b')),
    field(8),
  );
  const port = field(1, field(1, 'http'), number(3, 80), field(4, number(1, 1), field(3, 'main')));
  const service = body('v1', 'Service', Buffer.concat([metadata, field(2, port)]));
  assert.deepEqual(decodeObject(service, schema), {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', labels: { a: 'b' } },
    spec: { ports: [{ name: 'http', port: 80, targetPort: 'main' }] },
  });
});

test('fields of an embedded message belong to the outer object, and bytes are base64', () => {
  const volume = field(1, field(1, 'v'), field(2, field(2)));
  const pod = body('v1', 'Pod', field(2, volume));
  const spec = decodeObject(pod, schema)['spec'];
  assert.deepEqual(spec, { volumes: [{ name: 'v', emptyDir: {} }] });
  const secret = body('v1', 'Secret', field(2, field(1, 'k'), field(2, 'text')));
  assert.deepEqual(decodeObject(secret, schema)['data'], { k: 'dGV4dA==' });
});

test('what is cut short or of an unknown kind is a bad request', () => {
  const cut = body('v1', 'Pod', field(1, 'abc')).subarray(0, -1);
  for (const bytes of [cut, Buffer.from('{}'), body('v1', 'Nope', Buffer.alloc(0))]) {
    assert.throws(() => decodeObject(bytes, schema), { code: 400 });
  }
});
