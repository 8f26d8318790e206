import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdPractice } from '../../src/practice/lifetime/hold.ts';
import { testCluster, until } from '../cluster/support.ts';
import { freshAccess } from './support.ts';

/** Asks the API server as clients in pods do: by the variables and files that each pod has. */
const program = `
const { readFileSync } = require('node:fs');
const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
const read = (name) => readFileSync('/var/run/secrets/kubernetes.io/serviceaccount/' + name, 'utf8');
const headers = { authorization: 'Bearer ' + read('token') };
const ask = (host, path) => new Promise((resolve, reject) => {
  require('node:https').get({ host, port, path, ca: read('ca.crt'), headers }, (answer) => {
    answer.resume();
    resolve(answer.statusCode);
  }).on('error', reject);
});
(async () => {
  const own = '/api/v1/namespaces/' + read('namespace');
  console.log(
    await ask(host, own + '/pods'),
    await ask('kubernetes.default.svc', own + '/pods'),
    await ask(host, own + '/secrets'),
  );
})().catch((error) => console.log(error.message));
`;

test('a program in a pod reaches the API server, with no more rights than its account has', async (t) => {
  const access = await freshAccess(t);
  const held = await holdPractice(access);
  const cluster = testCluster(held.kubeconfig);
  const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default';
  const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
  await cluster.api('POST', `${rbac}/roles`, { metadata: { name: 'reader' }, rules });
  await cluster.api('POST', `${rbac}/rolebindings`, {
    metadata: { name: 'reader' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
  });
  const pods = '/api/v1/namespaces/default/pods';
  await cluster.api('POST', pods, {
    metadata: { name: 'asking' },
    spec: {
      restartPolicy: 'Never',
      containers: [{ name: 'main', image: 'node:24-alpine', command: ['node', '-e', program] }],
    },
  });
  const log = await until('it has asked', async () => {
    const text = await cluster.api<string>('GET', `${pods}/asking/log`);
    return text !== '' && text;
  });
  assert.equal(log, '200 200 403\n');
  held.release();
});
