import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../messages/error.ts';
import { loadSecrets, type SecretSources, secretValues, selectSecrets } from './secrets.ts';

const asked: [string, unknown][] = [];
const sources: SecretSources = {
  environment: { TOKEN: 't0ken' },
  vault: async (name, entry) => {
    asked.push([name, entry['path']]);
    return 'from Vault';
  },
};

test('inline, env, Vault, nested, and a scope that is itself an env entry', async () => {
  assert.deepEqual(
    await loadSecrets(
      {
        k8s: { token: { type: 'env', key: 'TOKEN' }, inline: 'x', deep: { a: { b: 1 } } },
        bare: { type: 'env', key: 'TOKEN' },
        far: { token: { type: 'vault', path: 'a/b' } },
        text: 'plain',
      },
      {},
      sources,
    ),
    {
      k8s: { token: 't0ken', inline: 'x', deep: { a: { b: 1 } } },
      bare: 't0ken',
      far: { token: 'from Vault' },
      text: 'plain',
    },
  );
  assert.deepEqual(asked, [['token', 'a/b']]);
});

test('a variable replaces a declared scope whole; null and undeclared ones do nothing', async () => {
  const declared = { a: { x: 1, y: 2 }, b: { x: 1 }, c: 'text' };
  const vars = { a: { x: 9 }, b: null, c: 'other', undeclared: { x: 1 } };
  const loaded = await loadSecrets(declared, vars, sources);
  assert.deepEqual(loaded, { a: { x: 9 }, b: { x: 1 }, c: 'text' });
});

test('what can not be resolved says so, the value is not in the sentence', async () => {
  const refused = async (entry: { type: string; key?: string }) => {
    try {
      return await loadSecrets({ s: { name: entry } }, {}, sources);
    } catch (error) {
      assert.ok(isHumanError(error));
      assert.ok(!error.message.includes('t0ken'));
      return error.code;
    }
  };
  assert.equal(await refused({ type: 'env', key: 'NOT_SET' }), 'engine.secret-env');
  assert.equal(await refused({ type: 'env' }), 'engine.secret-key');
});

test('an activity sees the scopes it names, the last one winning', () => {
  const secrets = { a: { x: 1, y: 1 }, b: { y: 2 }, text: 'plain' };
  assert.deepEqual(selectSecrets(secrets, ['a', 'b', 'unknown', 'text']), { x: 1, y: 2 });
  assert.deepEqual(selectSecrets(secrets, undefined), {});
});

test('values to hide are those that would give something away', () => {
  const secrets = { a: { x: 'p', n: 42, t: true, none: null, empty: '' }, b: [{ y: 'p' }, 'q'] };
  assert.deepEqual(secretValues(secrets), ['p', '42', 'q']);
});
