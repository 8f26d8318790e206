import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultQuestion, PlannedFault } from '../../kubernetes/consent.ts';
import { format } from '../../messages/format.ts';
import { ConsentMemory } from './consent-memory.ts';
import { consentText } from './consent-text.ts';

const say = (message: Parameters<typeof format>[0]) => format(message);

function fault(activity: string, kind: string, names: string[]): PlannedFault {
  return {
    pointer: '/method/0',
    name: activity,
    activity,
    targets: names.map((name) => ({ apiVersion: 'v1', kind, name, namespace: 'default' })),
    namespaces: ['default'],
    undo: { grade: 'exact' },
    warnings: [],
  };
}

function question(faults: PlannedFault[], namespaces = ['default'], id = 'c1'): FaultQuestion {
  const cluster = { id, server: 'https://10.0.0.1', context: 'aks-prod', complete: true };
  return { cluster, namespaces, faults, forbidden: [] };
}

test('the question says what is done to what, where, and how it can be taken back', () => {
  const deletion = fault('chaosk8s.deployment.actions.delete_deployment', 'Deployment', ['back']);
  assert.deepEqual(consentText(question([deletion]), say), {
    title: 'Run on aks-prod?',
    detail:
      'This experiment deletes 1 deployment (back) in namespace default.\nUndo: exact for 1 of 1.',
  });
});

test('several faults are counted by what happens to which kind', () => {
  const pods = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const terminate = fault('chaosk8s.pod.actions.terminate_pods', 'Pod', pods);
  terminate.undo = { grade: 'none' };
  const scale = fault('chaosk8s.deployment.actions.scale_deployment', 'Deployment', ['front']);
  const { detail } = consentText(question([terminate, scale], ['default', 'shop']), say);
  assert.equal(
    detail,
    [
      'This experiment deletes 7 pods (a, b, c, d, e and 2 more), scales 1 deployment (front) in namespaces default, shop.',
      'Undo: exact for 1 of 2, none for 1 of 2.',
    ].join('\n'),
  );
});

test('what can’t be known yet, and warnings, are said', () => {
  const later = fault('chaosk8s.pod.actions.terminate_pods', 'Pod', []);
  later.unplanned = { code: 'editor.no-run' };
  later.warnings = [{ code: 'editor.no-past-run' }];
  const { detail } = consentText(question([later]), say);
  assert.match(detail, /known only when its turn comes/);
  assert.match(detail, /^Note: /m);
  assert.doesNotMatch(detail, /Undo/);
});

test('consent is remembered per cluster identity and namespace', async () => {
  const values = new Map<string, unknown>();
  const memory = new ConsentMemory({
    get: (key) => values.get(key),
    update: async (key, value) => void values.set(key, value),
  });
  await memory.remember(question([], ['default']));
  assert.equal(memory.covers(question([], ['default'])), true);
  assert.equal(memory.covers(question([], ['default', 'shop'])), false);
  assert.equal(memory.covers(question([], ['default'], 'another cluster, same name')), false);
  assert.equal(memory.covers(question([], [])), false);
  await memory.forget();
  assert.equal(memory.covers(question([], ['default'])), false);
});
