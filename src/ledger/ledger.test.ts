import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isHumanError } from '../messages/error.ts';
import { openLedger, readLedger } from './ledger.ts';
import type { LedgerIntent } from './record.ts';

const root = await mkdtemp(join(tmpdir(), 'ledger-'));
after(() => rm(root, { recursive: true }));
const folder = () => mkdtemp(join(root, 'run-'));

function about(name: string): LedgerIntent {
  return {
    cluster: 'c1',
    place: { server: 'https://c1' },
    activity: 'chaosk8s.pod.actions.terminate_pods',
    activityId: 'a1',
    request: { method: 'DELETE', path: `/api/v1/namespaces/default/pods/${name}` },
    target: { apiVersion: 'v1', kind: 'Pod', namespace: 'default', name, uid: `uid-${name}` },
    inverse: [],
    undo: { grade: 'none' },
  };
}

test('each mutation has the last outcome that was written', async () => {
  const run = await folder();
  const ledger = openLedger(run);
  const ids = await Promise.all(['a', 'b', 'c', 'd'].map((name) => ledger.intent(about(name))));
  await ledger.applied(ids[0] as string, 'new-uid');
  await ledger.unknown(ids[1] as string);
  await ledger.failed(ids[2] as string);
  await ledger.close();
  const entries = await readLedger(run);
  assert.deepEqual(
    entries.map(({ target, state, uid }) => [target['name'], state, uid]),
    [
      ['a', 'applied', 'new-uid'],
      ['b', 'unknown', undefined],
      ['c', 'failed', undefined],
      ['d', 'intent', undefined],
    ],
  );
  assert.equal(new Set(ids).size, 4);
});

test('an intent is in the file when its promise is kept', async () => {
  const run = await folder();
  const ledger = openLedger(run);
  await ledger.intent(about('a'));
  const [entry] = await readLedger(run);
  assert.partialDeepStrictEqual(entry, { ...about('a'), state: 'intent' });
  await ledger.close();
});

test('a run that changed nothing leaves no file', async () => {
  const run = await folder();
  await openLedger(run).close();
  assert.deepEqual(await readdir(run), []);
  assert.deepEqual(await readLedger(run), []);
});

test('a line cut short by a crash is passed over, also when more was written behind it', async () => {
  const run = await folder();
  const path = join(run, 'ledger.jsonl');
  const first = openLedger(run);
  const a = await first.intent(about('a'));
  await first.intent(about('b'));
  await first.close();
  const whole = await readFile(path, 'utf8');
  await writeFile(path, whole.slice(0, -40));
  assert.deepEqual(
    (await readLedger(run)).map((entry) => entry.target['name']),
    ['a'],
  );
  const second = openLedger(run);
  await second.applied(a);
  await second.close();
  assert.deepEqual(
    (await readLedger(run)).map((entry) => [entry.target['name'], entry.state]),
    [['a', 'applied']],
  );
});

test('lines of a later version are passed over', async () => {
  const run = await folder();
  await appendFile(join(run, 'ledger.jsonl'), '{"v":2,"id":"x","state":"intent"}\n');
  assert.deepEqual(await readLedger(run), []);
});

test('a ledger that cannot be written refuses the mutation with the path', async () => {
  const run = await folder();
  const ledger = openLedger(join(run, 'missing'));
  await assert.rejects(ledger.intent(about('a')), (error: unknown) => {
    return (
      isHumanError(error) && error.code === 'kubernetes.ledger' && /missing/.test(error.message)
    );
  });
  await ledger.close();
});

test('an outcome that comes after the end is written, and the file let go of again', async () => {
  const run = await folder();
  const ledger = openLedger(run);
  const id = await ledger.intent(about('a'));
  await ledger.close();
  await ledger.unknown(id);
  await ledger.close();
  assert.deepEqual(
    (await readLedger(run)).map(({ state }) => state),
    ['unknown'],
  );
});
