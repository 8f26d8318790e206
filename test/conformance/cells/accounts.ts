import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../../src/experiment/json.ts';
import type { Client } from '../client.ts';
import type { Stage } from '../stage.ts';
import type { Cell } from './cell.ts';

const rbac = '/apis/rbac.authorization.k8s.io/v1';
const group = 'rbac.authorization.k8s.io';

/** A service account with a token, and what the token may do. */
interface Account {
  name: string;
  client: Client;
}

/** Service accounts that sign in by a token, and the roles that let them do something. */
export function accounts(): Cell[] {
  return [
    {
      name: 'create serviceaccounts/token: who signs in by it',
      async run(stage) {
        const { client, name } = await account(stage, 'who', []);
        const { body } = await client.call(
          'POST',
          '/apis/authentication.k8s.io/v1/selfsubjectreviews',
          { body: {} },
        );
        const { username, groups } = (body['status'] as { userInfo: JsonObject }).userInfo;
        assert.equal(username, `system:serviceaccount:${stage.namespace}:${name}`);
        assert.deepEqual(groups, [
          'system:serviceaccounts',
          `system:serviceaccounts:${stage.namespace}`,
          'system:authenticated',
        ]);
      },
    },
    {
      name: 'create serviceaccounts/token: a short time is refused',
      async run(stage) {
        const path = `/api/v1/namespaces/${stage.namespace}/serviceaccounts/default/token`;
        const { code, body } = await stage.admin.call('POST', path, {
          body: { spec: { expirationSeconds: 10 } },
        });
        assert.equal(code, 422);
        assert.equal(
          body['message'],
          'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 10: may not specify a duration less than 10 minutes',
        );
      },
    },
    {
      name: 'get: a token that was never issued is unauthorized',
      async run(stage) {
        const { code, body } = await stage.withToken('never').call('GET', '/api/v1/namespaces');
        assert.equal(code, 401);
        assert.equal(body['reason'], 'Unauthorized');
      },
    },
    {
      name: 'create roles: names and subresources of a rule count',
      async run(stage) {
        const { namespace } = stage;
        const { client, name } = await account(stage, 'rules', [
          { apiGroups: [''], resources: ['configmaps'], resourceNames: ['a'], verbs: ['get'] },
          { apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['get'] },
        ]);
        const core = `/api/v1/namespaces/${namespace}`;
        const apps = `/apis/apps/v1/namespaces/${namespace}/deployments`;
        const codes = await codesOf(client, [
          `${core}/configmaps/a`,
          `${core}/configmaps/b`,
          `${core}/configmaps`,
          `${apps}/none/scale`,
          `${apps}/none`,
        ]);
        assert.deepEqual(codes, [404, 403, 403, 404, 403]);
        const { body } = await client.call('GET', `${core}/configmaps/b`);
        assert.equal(
          body['message'],
          `configmaps "b" is forbidden: User "system:serviceaccount:${namespace}:${name}" cannot get resource "configmaps" in API group "" in the namespace "${namespace}"`,
        );
        const asked = async (attributes: JsonObject) => {
          const answer = await client.call(
            'POST',
            '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
            { body: { spec: { resourceAttributes: { namespace, ...attributes } } } },
          );
          return (answer.body['status'] as JsonObject)['allowed'];
        };
        const scale = { group: 'apps', resource: 'deployments', verb: 'get' };
        assert.deepEqual(
          [
            await asked({ resource: 'configmaps', name: 'a', verb: 'get' }),
            await asked({ resource: 'configmaps', verb: 'get' }),
            await asked({ ...scale, subresource: 'scale' }),
            await asked(scale),
          ],
          [true, false, true, false],
        );
      },
    },
    {
      name: 'create selfsubjectrulesreviews: the rules of a role',
      async run(stage) {
        const rule = { verbs: ['get'], apiGroups: ['apps'], resources: ['replicasets'] };
        const { client } = await account(stage, 'review', [rule]);
        const { body } = await client.call(
          'POST',
          '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
          { body: { spec: { namespace: stage.namespace } } },
        );
        const rules = (body['status'] as { resourceRules: JsonObject[] }).resourceRules;
        assert.ok(rules.some((one) => JSON.stringify(one) === JSON.stringify(rule)));
      },
    },
    {
      name: 'create clusterroles: others join by a label',
      async run(stage) {
        const { admin, namespace } = stage;
        const name = `${namespace}-joined`;
        const { client } = await account(stage, 'joined', []);
        const label = { [`${namespace}/joins`]: 'true' };
        const rules = [{ apiGroups: [''], resources: ['endpoints'], verbs: ['list'] }];
        try {
          await admin.call('POST', `${rbac}/clusterroles`, {
            body: {
              metadata: { name },
              aggregationRule: { clusterRoleSelectors: [{ matchLabels: label }] },
              rules: [],
            },
          });
          await admin.call('POST', `${rbac}/clusterroles`, {
            body: { metadata: { name: `${name}-part`, labels: label }, rules },
          });
          await bind(stage, 'joined', { kind: 'ClusterRole', name });
          await until(client, `/api/v1/namespaces/${namespace}/endpoints`, 200);
        } finally {
          await admin.call('DELETE', `${rbac}/clusterroles/${name}`);
          await admin.call('DELETE', `${rbac}/clusterroles/${name}-part`);
        }
      },
    },
  ];
}

/** @param rules that it has in the namespace */
async function account(stage: Stage, name: string, rules: JsonObject[]): Promise<Account> {
  const { admin, namespace } = stage;
  const core = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  await admin.call('POST', core, { body: { metadata: { name } } });
  if (rules.length > 0) {
    await admin.call('POST', `${rbac}/namespaces/${namespace}/roles`, {
      body: { metadata: { name }, rules },
    });
    await bind(stage, name, { kind: 'Role', name });
  }
  const answer = await admin.call('POST', `${core}/${name}/token`, { body: { spec: {} } });
  assert.equal(answer.code, 201, answer.text);
  const { token } = answer.body['status'] as { token: string };
  const client = stage.withToken(token);
  if (rules.length > 0) {
    // The real server learns of a binding a moment later.
    await untilRules(client, namespace, rules.length);
  }
  return { name, client };
}

async function bind(stage: Stage, name: string, role: JsonObject): Promise<void> {
  const { admin, namespace } = stage;
  await admin.call('POST', `${rbac}/namespaces/${namespace}/rolebindings`, {
    body: {
      metadata: { name },
      roleRef: { apiGroup: group, ...role },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
  });
}

async function codesOf(client: Client, paths: string[]): Promise<number[]> {
  const codes: number[] = [];
  for (const path of paths) {
    codes.push((await client.call('GET', path)).code);
  }
  return codes;
}

const tries = 100;

async function until(client: Client, path: string, code: number): Promise<void> {
  for (let count = 0; count < tries; count++) {
    if ((await client.call('GET', path)).code === code) {
      return;
    }
    await sleep(100);
  }
  assert.fail(`${path} never answered ${code}`);
}

/** Waits until a review shows the rules beside those that everybody has. */
async function untilRules(client: Client, namespace: string, count: number): Promise<void> {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
  const everybody = ['authorization.k8s.io', 'authentication.k8s.io'];
  for (let left = tries; left > 0; left--) {
    const { body } = await client.call('POST', path, { body: { spec: { namespace } } });
    const { resourceRules = [] } = body['status'] as { resourceRules?: { apiGroups: string[] }[] };
    const own = resourceRules.filter(
      ({ apiGroups }) => !apiGroups.some((one) => everybody.includes(one)),
    );
    if (own.length >= count) {
      return;
    }
    await sleep(100);
  }
  assert.fail('the rules never showed');
}
