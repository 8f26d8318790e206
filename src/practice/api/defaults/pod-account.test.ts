import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../experiment/json.ts';
import { listAt, textAt, valueAt } from '../objects.ts';
import { ApiError } from '../status.ts';
import { Bench } from '../testing.ts';

const path = '/var/run/secrets/kubernetes.io/serviceaccount';
const main = { name: 'main', image: 'web:1' };

const made = (bench: Bench, spec: JsonObject) =>
  bench.create('pods', { metadata: { name: 'p' }, spec: { containers: [main], ...spec } });

test('each container of a pod has the token of its account', () => {
  const { spec } = made(new Bench(), { initContainers: [{ name: 'first', image: 'web:1' }] });
  assert.equal(spec?.['serviceAccountName'], 'default');
  assert.equal(spec?.['serviceAccount'], 'default');
  const name = textAt(listAt(spec, 'volumes')[0], 'name');
  assert.match(name, /^kube-api-access-[a-z0-9]{5}$/);
  for (const key of ['initContainers', 'containers']) {
    assert.deepEqual(listAt(listAt(spec, key)[0], 'volumeMounts'), [
      { name, readOnly: true, mountPath: path },
    ]);
  }
});

test('pod and account may say that no token is mounted; the pod has the last word', () => {
  const bench = new Bench();
  bench.create('serviceaccounts', {
    metadata: { name: 'quiet' },
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'registry' }],
  });
  const volumes = (spec: JsonObject) => {
    const pod = made(bench, spec);
    bench.api.delete(bench.resource('pods'), 'shop', 'p', { gracePeriodSeconds: 0 });
    return listAt(pod, 'spec', 'volumes').length;
  };
  assert.equal(volumes({ automountServiceAccountToken: false }), 0);
  assert.equal(volumes({ serviceAccountName: 'quiet' }), 0);
  assert.equal(volumes({ serviceAccountName: 'quiet', automountServiceAccountToken: true }), 1);
  const pod = made(bench, { serviceAccountName: 'quiet' });
  assert.deepEqual(valueAt(pod, 'spec', 'imagePullSecrets'), [{ name: 'registry' }]);
});

test('what a container mounts at the place of the token stays', () => {
  const own = { name: 'own', mountPath: path };
  const { spec } = made(new Bench(), {
    volumes: [{ name: 'own', emptyDir: {} }],
    containers: [{ ...main, volumeMounts: [own] }],
  });
  assert.deepEqual(listAt(listAt(spec, 'containers')[0], 'volumeMounts'), [own]);
  assert.equal(listAt(spec, 'volumes').length, 1);
});

test('a pod whose account is missing is refused under the name that was asked for', () => {
  const bench = new Bench();
  const spec = { serviceAccountName: 'nobody', containers: [main] };
  const refused = (metadata: JsonObject, name: string) =>
    assert.throws(
      () => bench.create('pods', { metadata, spec }),
      (error) =>
        error instanceof ApiError &&
        error.code === 403 &&
        error.message ===
          `pods "${name}" is forbidden: error looking up service account shop/nobody: serviceaccount "nobody" not found`,
    );
  refused({ name: 'q' }, 'q');
  refused({ generateName: 'q-' }, 'q-');
});
