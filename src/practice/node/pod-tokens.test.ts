import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tokens } from '../api/http/tokens.ts';
import { Bench, pod } from '../api/testing.ts';
import { MissingError } from './configuration.ts';
import { PodTokens } from './pod-tokens.ts';
import { podOf } from './spec.ts';
import { code, NodeBench } from './testing.ts';

const source = { path: 'token', expirationSeconds: 3607 };

test('a token in a pod is replaced before its time is over', () => {
  const bench = new Bench();
  const tokens = new Tokens();
  const web = podOf(bench.create('pods', pod('web')));
  const held = new PodTokens(bench.api, tokens);
  const first = held.text(web, source);
  assert.equal(held.due, 3607 * 800);
  bench.time += 3607 * 800 - 1;
  assert.equal(held.text(web, source), first);
  bench.time += 1;
  assert.equal(held.due, 0);
  const second = held.text(web, source);
  assert.notEqual(second, first);
  assert.equal(held.due, 3607 * 800);
  for (const text of [first, second]) {
    const user = tokens.userOf(text, bench.api.store, bench.time);
    assert.equal(user?.name, 'system:serviceaccount:shop:default');
  }
});

test('without its account a pod has no token, and each account its own', () => {
  const bench = new Bench();
  const web = podOf(bench.create('pods', pod('web')));
  const held = new PodTokens(bench.api, new Tokens());
  const first = held.text(web, source);
  bench.api.delete(bench.resource('serviceaccounts'), 'shop', 'default');
  assert.throws(
    () => held.text(web, source),
    (error) =>
      error instanceof MissingError &&
      error.message === 'failed to fetch token: serviceaccounts "default" not found',
  );
  bench.create('serviceaccounts', { metadata: { name: 'default' } });
  assert.notEqual(held.text(web, source), first);
});

test('a program finds token, authority and namespace where every client looks', async (t) => {
  const bench = await NodeBench.of(t);
  const program = `
    const { readFileSync } = require('node:fs');
    const read = (name) => readFileSync('/var/run/secrets/kubernetes.io/serviceaccount/' + name, 'utf8');
    console.log(read('token').length, read('ca.crt'), read('namespace'));`;
  bench.run('asking', { restartPolicy: 'Never', containers: [code(program)] });
  await bench.untilPod('asking', (one) => one?.status?.['phase'] === 'Succeeded');
  assert.deepEqual(await bench.log('asking'), ['43 PEM shop']);
});
