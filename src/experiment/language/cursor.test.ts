import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { parseExperiment } from '../parse.ts';
import { cursorAt } from './cursor.ts';

const experiment = {
  title: 't',
  'steady-state-hypothesis': {
    probes: [{ name: 'a', tolerance: [1, 2], provider: { type: 'http', url: 'x' } }],
  },
  method: [
    { ref: 'a' },
    { name: 'b', provider: { type: 'python', arguments: { ns: 'x', list: [1, { k: 'v' }] } } },
    { name: 'c', pauses: { after: 1 } },
  ],
  rollbacks: [{ ref: 'b' }],
};

const texts = {
  json: JSON.stringify(experiment, null, 2),
  yaml: stringify(experiment).replace('list:', '# a comment\n        list:'),
} as const;

for (const format of ['json', 'yaml'] as const) {
  test(`the cursor in one activity of ${format} is that in the whole text, at every place`, () => {
    const text = texts[format];
    const reading = parseExperiment(text, format);
    assert.deepEqual(reading.problems, []);
    for (let offset = 0; offset <= text.length; offset += 1) {
      const whole = cursorAt(text, offset, format);
      assert.deepEqual(cursorAt(text, offset, format, reading), whole, text.slice(0, offset));
    }
  });
}
