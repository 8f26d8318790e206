import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPyObject } from '../engine/python/value.ts';
import { verdict } from '../engine/verdict.ts';
import { format } from '../messages/format.ts';
import { withSeen } from './seen.ts';
import { realJournal } from './testing/fixtures.ts';
import { viewOfJournal } from './view-of-journal.ts';
import { writeReport } from './write-report.ts';

const journal = realJournal('deviated');
const start = String(journal.data['start']);

/** Milliseconds of the run's clock at which it started: a person was asked before. */
const asked = 5000;

/** The lines that a run keeps beside its journal, cut off in the middle of one. */
function events(startedAt: string): string {
  const stamp = (mono: number, type: string, facts: object) =>
    JSON.stringify({ v: 1, seq: 1, run: 'r', type, at: '', mono, ...facts });
  const back = { namespace: 'shop', kind: 'Deployment', name: 'back' };
  return [
    JSON.stringify({
      ...JSON.parse(stamp(asked, 'run-started', { experiment: {}, title: 't', clusters: [] })),
      at: startedAt.replace(/\+00:00$/, ''),
    }),
    stamp(asked + 1, 'observed', { ...back, ready: 2, wanted: 2 }),
    stamp(asked + after.startedMono - 200, 'observed', { ...back, ready: 0, wanted: 2 }),
    stamp(asked + 20, 'cluster-event', {
      ...back,
      kind: 'Pod',
      name: 'back-7f9c6-x2abc',
      reason: 'Killing',
      text: 'Stopping container <back>',
      warning: false,
    }),
    '{"v":1,"seq":9,"run":"r","type":"observed","kind":"Depl',
  ].join('\n');
}

const [probe] = viewOfJournal(journal).view.phases.after.rows;
assert.ok(probe?.what === 'activity');
const after = probe;

test('a journal with its run’s events beside it names the cause', async () => {
  const seen = withSeen(journal, events(start));
  const later = (200 + (after.duration ?? 0) * 1000) / 1000;
  const { because } = verdict(viewOfJournal(seen).view);
  assert.match(
    because ? format(because) : '',
    new RegExp(
      `^“back” has had no ready pod since .*; the probe failed ${later.toFixed(2)} s later`,
    ),
  );
  const page = await writeReport([seen], 'html', 'en');
  assert.match(page, /“back” has had no ready pod since \d\d:\d\d:\d\d UTC/);
  assert.match(page, />2 of 2 ready</);
  assert.match(page, /Killing {2}Pod shop\/back-7f9c6-x2abc {2}Stopping container &lt;back&gt;/);
  const markdown = await writeReport([seen], 'markdown', 'en');
  assert.match(markdown, /Killing {2}Pod shop\/back/);
});

test('events of another run, or none, change nothing', () => {
  assert.equal(withSeen(journal, undefined), journal);
  assert.equal(withSeen(journal, 'no events'), journal);
  assert.equal(withSeen(journal, events('2020-01-01T00:00:00.000000')), journal);
  assert.ok(isPyObject(journal.data));
});
