import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pinRefusal, readOnlyRefusal } from './clusters.ts';
import { namespaceRefusal } from './namespaces.ts';
import type { Policies, Policy } from './rules.ts';

function policies(...all: (Partial<Omit<Policy, 'deniedNamespaces'>> & { deny?: string[] })[]) {
  const rule = (value: string) => ({ value, place: `p:${value}` });
  return {
    userFile: '/u/policy.json',
    all: all.map(({ deny = [], level = 'user', ...rest }) => ({
      level,
      readOnlyClusters: [],
      ...rest,
      deniedNamespaces: deny.map(rule),
    })),
  } satisfies Policies;
}

/** What refuses a namespace: a rule, `default`, or nothing. */
function refusing(namespace: string, of: Policies): string {
  const refused = namespaceRefusal(namespace, 'Pod a', of);
  return refused?.code === 'policy.namespace-default'
    ? 'default'
    : String(refused?.args['rule'] ?? '');
}

test('the cluster’s own namespaces are denied without any policy', () => {
  const none = policies();
  for (const namespace of ['kube-system', 'kube-public', 'kube-node-lease', 'cert-manager']) {
    assert.equal(refusing(namespace, none), 'default', namespace);
  }
  for (const namespace of ['default', 'shop', 'kubernetes', 'my-kube-system']) {
    assert.equal(refusing(namespace, none), '', namespace);
  }
  const refused = namespaceRefusal('kube-system', 'Pod dns-1', none);
  assert.match(refused?.message ?? '', /Pod dns-1 .*“kube-\*”.*"!kube-system".*\/u\/policy\.json/);
});

test('a list adds to what is denied by default; the last entry that fits counts', () => {
  const own = policies({ deny: ['prod-*', '!prod-sandbox', 'prod-sandbox'] });
  assert.equal(refusing('prod-eu', own), 'prod-*');
  assert.equal(refusing('prod-sandbox', own), 'prod-sandbox');
  assert.equal(refusing('kube-system', own), 'default');
  assert.equal(refusing('prod-a', policies({ deny: ['prod-*', '!prod-a'] })), '');
});

test('only the user lifts a default; nobody lifts what another denies', () => {
  assert.equal(refusing('kube-system', policies({ deny: ['!kube-system'] })), '');
  assert.equal(refusing('kube-public', policies({ deny: ['!kube-system'] })), 'default');
  const workspace = { level: 'workspace', deny: ['!kube-system', '!shop'] } as const;
  const loosening = { ...workspace, deny: [...workspace.deny] };
  assert.equal(refusing('kube-system', policies(loosening)), 'default');
  assert.equal(refusing('shop', policies({ deny: ['shop'] }, loosening)), 'shop');
  const strict = { level: 'workspace' as const, deny: ['kube-system'] };
  assert.equal(
    refusing('kube-system', policies({ deny: ['!kube-system'] }, strict)),
    'kube-system',
  );
});

const cluster = {
  id: '0123abcd',
  server: 'https://eu.prod.example.com:6443',
  context: 'aks-prod',
  complete: true,
};

test('a cluster is meant by its identity, its server or its context', () => {
  for (const glob of ['0123abcd', 'https://*.prod.example.com*', 'aks-*']) {
    const of = policies({ readOnlyClusters: [{ value: glob, place: 'p:1:1' }] });
    const refused = readOnlyRefusal(cluster, 'Pod a', of);
    assert.equal(refused?.code, 'policy.read-only', glob);
    assert.match(refused?.message ?? '', /Pod a .*https:\/\/eu\.prod.*p:1:1/);
  }
  const other = policies({ readOnlyClusters: [{ value: 'aks', place: '' }] });
  assert.equal(readOnlyRefusal(cluster, 'Pod a', other), undefined);
  const { context: _, ...nameless } = cluster;
  const every = policies({ readOnlyClusters: [{ value: 'aks-*', place: '' }] });
  assert.equal(readOnlyRefusal(nameless, 'Pod a', every), undefined);
});

test('where a cluster is pinned no other may be reached; all pins must fit', () => {
  const pin = (value: string) => ({ pinnedCluster: { value, place: `pin:${value}` } });
  assert.equal(pinRefusal(cluster, policies(pin('aks-prod'))), undefined);
  const refused = pinRefusal(cluster, policies(pin('aks-*'), pin('kind-*')));
  assert.match(
    refused?.message ?? '',
    /“kind-\*” \(pin:kind-\*\).*https:\/\/eu\.prod.*context aks-prod, identity 0123abcd/,
  );
});
