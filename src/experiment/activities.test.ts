import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listActivities } from './activities.ts';
import { parseExperiment } from './parse.ts';

test('activities are listed by section, with their places', () => {
  const text = `method:
  - type: action
    name: first
  - ref: asked
  - 5
rollbacks:
  - {}
steady-state-hypothesis:
  probes:
    - type: probe
      name: asked
`;
  const listed = listActivities(parseExperiment(text, 'yaml'));
  assert.deepEqual(
    listed.map(({ pointer, section, kind, name, ref, nameRange }) => [
      pointer,
      section,
      kind,
      name,
      ref,
      nameRange.start.line,
    ]),
    [
      ['/steady-state-hypothesis/probes/0', 'hypothesis', 'probe', 'asked', undefined, 10],
      ['/method/0', 'method', 'action', 'first', undefined, 2],
      ['/method/1', 'method', undefined, 'asked', 'asked', 3],
      ['/rollbacks/0', 'rollbacks', undefined, undefined, undefined, 6],
    ],
  );
});
