import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberAt, textAt } from '../../api/objects.ts';
import { Bench, pod } from '../../api/testing.ts';
import { EventRecorder } from './events.ts';

function bench() {
  const cluster = new Bench();
  const object = cluster.create('pods', pod('a'));
  const recorder = new EventRecorder(cluster.api);
  const record = (message: string) =>
    recorder.record('test', object, { type: 'Normal', reason: 'Happened', message });
  const events = () => cluster.api.list(cluster.resource('events')).items;
  return { cluster, record, events };
}

test('an event that comes again is counted', () => {
  const { cluster, record, events } = bench();
  record('one');
  cluster.time += 60_000;
  record('one');
  const [event] = events();
  assert.equal(events().length, 1);
  assert.equal(numberAt(event, 'count'), 2);
  assert.equal(textAt(event, 'firstTimestamp'), '2026-01-02T03:04:05Z');
  assert.equal(textAt(event, 'lastTimestamp'), '2026-01-02T03:05:05Z');
});

test('many events that are alike become one', () => {
  const { record, events } = bench();
  for (let number = 1; number <= 20; number++) {
    record(`message ${number}`);
  }
  const messages = events().map((event) => textAt(event, 'message'));
  assert.equal(messages.length, 10);
  assert.ok(messages.includes('(combined from similar events): message 20'));
});

test('an object about which there are too many gets no more for a while', () => {
  const { cluster, record, events } = bench();
  for (let number = 1; number <= 40; number++) {
    record('again');
  }
  assert.equal(numberAt(events()[0], 'count'), 25);
  cluster.time += 300_000;
  record('again');
  assert.equal(numberAt(events()[0], 'count'), 26);
});
