import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../messages/error.ts';
import { loadConfiguration, loadDynamicConfiguration } from './configuration.ts';
import { ActivityFailed } from './failed.ts';
import { repr } from './python/text.ts';
import type { PyObject, PyValue } from './python/value.ts';

const env = (key: string, more: PyObject = {}): PyObject => ({ type: 'env', key, ...more });

function refusal(declared: PyObject): string {
  try {
    loadConfiguration(declared, {}, {});
  } catch (error) {
    assert.ok(isHumanError(error));
    return error.code;
  }
  return 'none';
}

test('inline values stay, env entries take the variable, then the default', () => {
  const declared = {
    inline: { type: 'other', key: 'HOME' },
    list: [1],
    set: env('SET'),
    typed: env('SET', { env_var_type: 'int' }),
    missing: env('MISSING', { default: 'd' }),
    none: env('MISSING', { default: null }),
    empty: env('EMPTY', { default: 'd' }),
    typedDefault: env('MISSING', { default: '2', env_var_type: 'float' }),
  };
  assert.equal(
    repr(loadConfiguration(declared, {}, { SET: '7', EMPTY: '' })),
    "{'inline': {'type': 'other', 'key': 'HOME'}, 'list': [1], 'set': '7', 'typed': 7, " +
      "'missing': 'd', 'none': None, 'empty': '', 'typedDefault': 2.0}",
  );
});

test('a variable replaces a declared entry whole, and may itself name an environment variable', () => {
  const declared = { a: env('NOT_SET'), b: 1 };
  const vars = { a: 'given', b: env('SET'), undeclared: 1 };
  assert.deepEqual(loadConfiguration(declared, vars, { SET: 'x' }), { a: 'given', b: 'x' });
});

test('what can not be resolved names the entry and the variable', () => {
  assert.equal(refusal({ a: env('NOT_SET') }), 'engine.configuration-env');
  assert.equal(refusal({ a: { type: 'env' } }), 'engine.configuration-key');
  assert.equal(
    refusal({ a: env('NOT_SET', { default: 'x', env_var_type: 'int' }) }),
    'engine.variable-value',
  );
  assert.equal(
    refusal({ a: env('NOT_SET', { default: 'x', env_var_type: 'date' }) }),
    'engine.variable-type',
  );
});

const probe = (name: string, type: string): PyObject => ({
  type: 'probe',
  name,
  provider: { type },
});

async function dynamic(declared: PyObject, outputs: Record<string, PyValue | Error>) {
  const seen: Record<string, string[]> = {};
  const lines: string[] = [];
  const resolved = await loadDynamicConfiguration(
    declared,
    async (entry, configuration) => {
      const name = String(entry['name']);
      seen[name] = Object.keys(configuration);
      const output = outputs[name] ?? null;
      if (output instanceof Error) {
        throw output;
      }
      return output;
    },
    (level, text) => lines.push(`${level} ${text}`),
    new AbortController().signal,
  );
  return { resolved, seen, lines };
}

test('each kind of probe gives its own part of the output', async () => {
  const { resolved, seen, lines } = await dynamic(
    {
      first: 1,
      p: probe('p', 'process'),
      h: probe('h', 'http'),
      f: probe('f', 'python'),
      last: 2,
    },
    {
      p: { status: 0, stdout: ' out \n', stderr: '' },
      h: { status: 500, headers: {}, body: { a: 1 } },
      f: null,
    },
  );
  assert.deepEqual(resolved, { first: 1, p: 'out', h: { a: 1 }, f: null, last: 2 });
  assert.deepEqual(seen, { p: ['first'], h: ['first', 'p'], f: ['first', 'p', 'h'] });
  assert.deepEqual(lines, []);
});

test('a probe that fails drops its entry and nothing else', async () => {
  const { resolved, lines } = await dynamic(
    { p: probe('p', 'process'), h: probe('h', 'http'), last: 2 },
    {
      p: { status: 3, stdout: 'out', stderr: 'no' },
      h: new ActivityFailed('failed to connect'),
    },
  );
  assert.deepEqual(resolved, { last: 2 });
  assert.deepEqual(lines.filter((line) => line.startsWith('WARNING')).length, 1);
});

test('stopping while a probe runs is not a failed probe', async () => {
  const controller = new AbortController();
  const reason = { kind: 'signal', reason: 'received SIGTERM' };
  await assert.rejects(
    loadDynamicConfiguration(
      { p: probe('p', 'process') },
      async () => {
        controller.abort(reason);
        throw new ActivityFailed('cut');
      },
      () => {},
      controller.signal,
    ),
    (error) => error === reason,
  );
});
