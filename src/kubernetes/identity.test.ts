import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apiFailure } from './errors.ts';
import { resolveIdentity } from './identity.ts';
import type { Requester } from './requester.ts';

const { signal } = new AbortController();

const identity = (
  facts: { server?: string; ca?: string; context?: string },
  answer: string | Error = JSON.stringify({ metadata: { uid: 'u1' } }),
) => {
  const requester: Pick<Requester, 'send'> = {
    async send() {
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
  };
  const { server = 'https://a:6443', ...rest } = facts;
  return resolveIdentity({ server: new URL(server), ...rest }, requester, signal);
};
const forbidden = apiFailure('kubernetes.forbidden-plain', {}, { status: 403 });

describe('the identity of a cluster', () => {
  it('goes by address, CA and the uid of kube-system, not by a name', async () => {
    const base = await identity({ ca: 'PEM', context: 'one' });
    assert.equal((await identity({ ca: 'PEM', context: 'two' })).id, base.id);
    assert.equal((await identity({ ca: 'PEM\r\n', server: 'https://a:6443/' })).id, base.id);
    const others = await Promise.all([
      identity({ ca: 'PEM', server: 'https://b:6443' }),
      identity({ ca: 'OTHER' }),
      identity({ ca: 'PEM' }, JSON.stringify({ metadata: { uid: 'u2' } })),
    ]);
    assert.equal(new Set([base, ...others].map(({ id }) => id)).size, 4);
  });

  it('is incomplete where kube-system may not be read, and can’t be changed', async () => {
    const found = await identity({ context: 'one' }, forbidden);
    assert.equal(found.complete, false);
    assert.equal(found.context, 'one');
    assert.throws(() => Object.assign(found, { complete: true }), TypeError);
  });

  it('is not guessed when the cluster can’t be asked', async () => {
    const failure = apiFailure('kubernetes.unreachable', {});
    await assert.rejects(identity({}, failure), failure);
  });
});
