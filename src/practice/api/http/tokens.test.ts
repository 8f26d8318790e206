import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textAt, valueAt } from '../objects.ts';
import { Bench, pod } from '../testing.ts';
import { Tokens } from './tokens.ts';

test('a token holds until its time is over or its account is gone', () => {
  const bench = new Bench();
  const account = bench.create('serviceaccounts', { metadata: { name: 'robot' } });
  const { store } = bench.api;
  const tokens = new Tokens();
  const issue = () =>
    textAt(
      tokens.issue(account, { spec: { expirationSeconds: 600 } }, bench.time),
      'status',
      'token',
    );
  const token = issue();
  assert.equal(tokens.userOf(token, store, bench.time)?.name, 'system:serviceaccount:shop:robot');
  assert.equal(tokens.userOf(`${token}x`, store, bench.time), undefined);
  bench.time += 599_999;
  assert.ok(tokens.userOf(token, store, bench.time));
  bench.time += 1;
  assert.equal(tokens.userOf(token, store, bench.time), undefined);
  const second = issue();
  assert.ok(tokens.userOf(second, store, bench.time));
  bench.api.delete(bench.resource('serviceaccounts'), 'shop', 'robot');
  bench.create('serviceaccounts', { metadata: { name: 'robot' } });
  assert.equal(tokens.userOf(second, store, bench.time), undefined);
});

test('a token that was issued for a pod ends with it', () => {
  const bench = new Bench();
  const { store } = bench.api;
  const account = bench.create('serviceaccounts', { metadata: { name: 'robot' } });
  const { uid } = bench.create('pods', pod('web')).metadata;
  const tokens = new Tokens();
  const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: 'web', uid };
  const answer = tokens.issue(account, { spec: { boundObjectRef } }, bench.time);
  assert.deepEqual(valueAt(answer, 'spec', 'boundObjectRef'), boundObjectRef);
  const token = textAt(answer, 'status', 'token');
  assert.ok(tokens.userOf(token, store, bench.time));
  bench.api.delete(bench.resource('pods'), 'shop', 'web', { gracePeriodSeconds: 0 });
  bench.create('pods', pod('web'));
  assert.equal(tokens.userOf(token, store, bench.time), undefined);
});
