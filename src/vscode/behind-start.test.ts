import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Disposable } from 'vscode';
import { behindStart } from './behind-start.ts';

/** Ends when all that was due by now has happened. */
const next = () => new Promise<void>((done) => setTimeout(done));

test('work happens behind the start, and never once the extension has ended', async () => {
  const subscriptions: Disposable[] = [];
  const done: string[] = [];
  behindStart({ subscriptions }, () => done.push('kept'));
  assert.equal(done.join(), '');
  await next();
  assert.equal(done.join(), 'kept');
  behindStart({ subscriptions }, () => done.push('ended'));
  for (const each of subscriptions) {
    each.dispose();
  }
  await next();
  assert.equal(done.join(), 'kept');
});
