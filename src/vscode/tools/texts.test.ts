import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import type { ActivityPreview } from '../../kubernetes/preview.ts';
import { format } from '../../messages/format.ts';
import { teachTools } from '../../messages/tools.ts';
import type { Message } from '../../messages/types.ts';
import { teachWriting } from '../../messages/writing.ts';
import { reportOf } from '../../report/report.ts';
import { realJournal } from '../../report/testing/fixtures.ts';
import { words } from '../../report/words.ts';
import { Finder } from '../writing/language.ts';
import { activitiesText } from './activities.ts';
import { checkText } from './check-text.ts';
import { journalText, leftText } from './journal-text.ts';
import { targetsText } from './targets-text.ts';

teachTools();
teachWriting();

const say = (message: Message) => format(message);
const check = (text: string) =>
  checkText(new Finder().find(text, 'json'), {
    path: 'a.json',
    page: 'https://example.org/problems.md',
    language: 'en',
    say,
  });

test('each problem is told with its place, severity, sentence, code and page', () => {
  const [head, ...lines] = check('{"title": "t", "description": "d",\n "methods": []}').split('\n');
  assert.match(head ?? '', /^a\.json: \d problems \(1 error\)\.$/);
  const error = lines.find((line) => line.includes(': error: '));
  assert.match(error ?? '', /^a\.json:1:1: error: .*method.*\. \[missing-method\] See /);
  assert.ok(error?.endsWith(' See https://example.org/problems.md#missing-method'), error);
});

test('an experiment without problems is said to have none', () => {
  const action = { type: 'action', name: 'a', provider: { type: 'process', path: 'true' } };
  const whole = { title: 't', description: 'd', method: [action] };
  assert.equal(check(JSON.stringify(whole)), 'a.json: no problem was found.');
});

test('of many problems the first are told, and how many there are besides', () => {
  const method = Array.from({ length: 80 }, () => ({ type: 'action' }));
  const lines = check(JSON.stringify({ title: 't', description: 'd', method })).split('\n');
  assert.equal(lines.length, 52);
  assert.match(lines.at(-1) ?? '', /^… and \d+ more\.$/);
});

test('activities are found by all words of their name or of what they do, with arguments and permissions', () => {
  const found = activitiesText(kubernetesEntries, { filter: 'Scale deployment' }, say);
  assert.match(
    found,
    /^chaosk8s\.deployment\.actions\.scale_deployment \(action\): .+\nNeeds to be allowed, its undo included: `get`, `patch` `deployments\.apps`\.\n {2}- name \(string, required\): /m,
  );
  assert.match(found, / {2}- ns \(string, default "default"\): /);
  assert.doesNotMatch(found, /terminate_pods/);
});

test('activities are narrowed by kind and module', () => {
  const probes = activitiesText(kubernetesEntries, { kind: 'probe', module: 'k8s.pod' }, say);
  assert.match(probes, /^chaosk8s\.pod\.probes\.count_pods \(probe\)/m);
  assert.doesNotMatch(probes, /\(action\)|^chaosk8s\.(?!pod)/m);
});

test('of many activities the first are told, and how many are left out; of none which modules there are', () => {
  const total = kubernetesEntries.length;
  const all = activitiesText(kubernetesEntries, {}, say);
  assert.equal(all.match(/^chaosk8s\./gm)?.length, 15);
  assert.match(all, new RegExp(`\\n\\n${total - 15} more match and are left out\\.`));
  const none = activitiesText(kubernetesEntries, { filter: 'make coffee' }, say);
  assert.match(none, new RegExp(`^None of the ${total} activities .*chaosk8s\\.pod\\.actions`));
});

const preview = (more: Partial<ActivityPreview> = {}): ActivityPreview => ({
  pointer: '/method/0',
  name: 'delete back',
  activity: 'chaosk8s.deployment.actions.delete_deployment',
  kind: 'action',
  rollback: false,
  cluster: { id: 'one', server: 'https://one', context: 'staging', complete: true },
  fault: {
    pointer: '/method/0',
    name: 'delete back',
    activity: 'chaosk8s.deployment.actions.delete_deployment',
    targets: [{ kind: 'Deployment', namespace: 'shop', name: 'back', uid: '1' } as never],
    namespaces: ['shop'],
    undo: { grade: 'exact' },
    warnings: [{ code: 'kubernetes.review-said', args: { text: 'it is the last' } }],
  },
  ...more,
});

test('each action is told with its cluster, what it would hit, its undo and its warnings', () => {
  const { fault: _, ...unreached } = preview({ pointer: '/method/1' });
  const probe = preview({ kind: 'probe', name: 'a probe' });
  const back = preview({ rollback: true, pointer: '/rollbacks/0' });
  const unknown = [{ pointer: '/method/2', name: 'call' }];
  const lines = targetsText('a.json', [preview(), unreached, probe, back], unknown, say).split(
    '\n',
  );
  const activity = 'chaosk8s.deployment.actions.delete_deployment';
  assert.equal(
    lines[0],
    `/method/0 “delete back” (${activity}) on staging: hits 1 deployment in shop: back`,
  );
  assert.deepEqual(lines.slice(1, 3), ['    Undo: exact', '    Note: it is the last']);
  assert.match(lines[3] ?? '', /^\/method\/1 .*can’t be reached/);
  assert.match(lines[4] ?? '', /^rollback \/rollbacks\/0 /);
  assert.match(lines[7] ?? '', /^\/method\/2 “call”: .*not known\.$/);
  assert.equal(lines.length, 9);
  assert.ok(!lines.join().includes('a probe'));
});

test('an experiment without actions hits nothing', () => {
  assert.match(
    targetsText('a.json', [preview({ kind: 'probe' })], [], say),
    /^a\.json has no action/,
  );
});

test('a journal is told by its verdict, its hypothesis and each activity, without outputs', () => {
  const text = journalText(reportOf(realJournal('deviated'), words('en')), say);
  assert.match(text, /: Deviated\. “flag is there” stopped holding after “remove flag”\.\n/);
  assert.match(text, /\nChaos Toolkit status: completed, deviated\n/);
  assert.match(text, /^ {2}.+: “flag is there” \(probe, tolerance .+\)$/m);
  assert.match(text, /^ {2}.+: “remove flag” \(action\)$/m);
  assert.doesNotMatch(text, /stdout|return_code/);
});

test('a journal tells why an activity failed', () => {
  const text = journalText(reportOf(realJournal('nothing'), words('en')), say);
  assert.match(text, /^ {2}.+: “only action” \(action\): RuntimeError: boom$/m);
});

test('what a run has left is told by name, and what is not known is not called nothing', () => {
  const change = {
    kind: 'Deployment',
    namespace: 'shop',
    name: 'back',
    activity: 'a',
    grade: 'exact',
  };
  assert.match(leftText([change, change], say), /^Left to undo: Deployment shop\/back\. /);
  assert.match(leftText([], say), /^Nothing/);
  assert.match(leftText(undefined, say), /only known/);
});
