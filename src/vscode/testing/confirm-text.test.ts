import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActivityPreview } from '../../kubernetes/preview.ts';
import { format } from '../../messages/format.ts';
import { confirmText, isAgreed, questionsOf } from './confirm-text.ts';

const cluster = (id: string) => ({ id, server: `https://${id}`, context: id, complete: true });
const preview = (name: string, more: Partial<ActivityPreview> = {}): ActivityPreview => ({
  pointer: '/method/0',
  name: `delete-${name}`,
  activity: 'chaosk8s.deployment.actions.delete_deployment',
  kind: 'action',
  rollback: false,
  cluster: cluster('one'),
  fault: {
    pointer: '/method/0',
    name: `delete-${name}`,
    activity: 'chaosk8s.deployment.actions.delete_deployment',
    targets: [{ kind: 'Deployment', namespace: 'default', name } as never],
    namespaces: ['default'],
    undo: { grade: 'exact' },
    warnings: [],
  },
  ...more,
});

test('one question lists all targets, by experiment and cluster', () => {
  const questions = questionsOf([preview('back'), preview('front', { cluster: cluster('two') })]);
  const planned = [
    { title: 'First', questions, unknown: 0 },
    { title: 'Second', questions: [], unknown: 2 },
    { title: 'Third', questions: [], unknown: 0 },
  ];
  const { title, detail } = confirmText(planned, (message) => format(message));
  assert.match(title, /^Run 3 experiments, one after the other/);
  assert.match(detail, /“First” on one:\n.*deletes 1 deployment \(back\) in namespace default/);
  assert.match(detail, /“First” on two:\n.*deletes 1 deployment \(front\)/);
  assert.match(detail, /“Second”: 2 actions call programs, addresses or Python/);
  assert.match(detail, /“Third” changes nothing/);
});

test('a run that asks about more than was agreed to is not agreed to', () => {
  const [agreed] = questionsOf([preview('back')]);
  const [elsewhere] = questionsOf([preview('back', { cluster: cluster('two') })]);
  assert.ok(agreed !== undefined && elsewhere !== undefined);
  assert.equal(isAgreed([agreed], agreed), true);
  assert.equal(isAgreed([agreed], elsewhere), false);
  assert.equal(isAgreed([agreed], { ...agreed, namespaces: ['default', 'other'] }), false);
  const [fault] = agreed.faults;
  assert.ok(fault !== undefined);
  const more = { ...agreed, faults: [{ ...fault, pointer: '/method/1' }] };
  assert.equal(isAgreed([agreed], more), false);
});

test('rollbacks and probes are no reason to ask', () => {
  const { fault: _, ...probe } = preview('back', { kind: 'probe' });
  assert.deepEqual(questionsOf([preview('back', { rollback: true }), probe]), []);
});
