import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExperiment } from '../experiment/parse.ts';
import { missingPrograms } from './missing-programs.ts';

const process = (path: string) => ({ type: 'process', path });

test('programs that are not here are problems at their place, in tolerances too', async () => {
  const experiment = {
    'steady-state-hypothesis': {
      probes: [
        {
          provider: process('here'),
          tolerance: { type: 'probe', provider: process('not-in-tolerance') },
        },
      ],
    },
    method: [{ provider: process('gone') }, { provider: { type: 'http', path: 'other' } }],
    rollbacks: [{ provider: process('$' + '{named}') }, { provider: process('gone too') }],
  };
  const problems = await missingPrograms(parseExperiment(JSON.stringify(experiment), 'json'), {
    environment: { PATH: '/bin' },
    cwd: '/lab',
    platform: {
      findProgram: async (name, environment, cwd) =>
        name === 'here' && environment?.['PATH'] === '/bin' && cwd === '/lab' ? '/bin/here' : null,
    },
  });
  assert.deepEqual(
    problems.map(({ pointer, args }) => [pointer, args]),
    [
      ['/steady-state-hypothesis/probes/0/tolerance/provider/path', { path: 'not-in-tolerance' }],
      ['/method/0/provider/path', { path: 'gone' }],
      ['/rollbacks/1/provider/path', { path: 'gone too' }],
    ],
  );
});
