import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { ContextRow } from '../../kubernetes/kubeconfig/contexts.ts';
import { HumanError } from '../../messages/error.ts';
import { DisposableStore } from '../disposable.ts';
import { Emitter } from '../emitter.ts';
import { childrenOf } from './children.ts';
import { Follower } from './follower.ts';
import { type ExplorerWorker, Links } from './links.ts';
import { ExplorerModel } from './model.ts';
import { nodes } from './nodes.ts';

type Answer = (params: never, signal?: AbortSignal) => unknown;

const context: ContextRow = {
  name: 'one',
  cluster: 'one',
  server: 'https://one:6443',
  current: true,
  exec: false,
  file: 'config',
  line: 1,
};

const opened = {
  connection: 'c1',
  identity: { id: 'i', server: 'https://one:6443', complete: true },
  namespace: 'default',
};

const usual: Record<string, Answer> = {
  'cluster.contexts': () => ({ contexts: [context], paths: ['config'], found: true }),
  'cluster.connect': () => opened,
  'cluster.namespaces': () => ({ names: ['default'], complete: true }),
  'cluster.disconnect': () => undefined,
  'cluster.follow': () => undefined,
  'cluster.unfollow': () => undefined,
};

/** The parts around a thread that answers by script, and the names of what it was asked. */
function setUp(answers: Record<string, Answer> = {}) {
  const asked: string[] = [];
  const handlers = new Map<string, (params: never) => void>();
  const stopped = new Emitter<void>();
  const worker = {
    call: async (method: string, params: never, signal?: AbortSignal) => {
      asked.push(method);
      return (answers[method] ?? usual[method])?.(params, signal);
    },
    on: (method: string, handler: (params: never) => void) => {
      handlers.set(method, handler);
      return { dispose: () => handlers.delete(method) };
    },
    onDidStop: stopped.event,
  } as ExplorerWorker;
  const model = new ExplorerModel();
  const links = new Links(worker, model, () => '', new DisposableStore());
  const follower = new Follower(worker, model);
  model.onDidChange(() => follower.update());
  const link = () => model.clusters.get('one')?.link;
  return { asked, handlers, stopped, model, links, follower, link };
}

test('reading and drawing contexts asks for nothing but the kubeconfig', async () => {
  const { asked, model, links, follower } = setUp();
  await links.refresh();
  follower.visible = true;
  for (const node of childrenOf(model, undefined, ({ code }) => code)) {
    follower.unfold(node);
    childrenOf(model, node, ({ code }) => code);
  }
  assert.deepEqual(asked, ['cluster.contexts', 'cluster.watch-kubeconfig']);
});

test('a namespace is followed only while it is unfolded in a visible view', async () => {
  const { asked, links, follower } = setUp();
  await links.refresh();
  await links.connect('one');
  asked.length = 0;
  follower.unfold(nodes.namespace('one', 'default'));
  assert.deepEqual(asked, []);
  follower.visible = true;
  assert.deepEqual(asked, ['cluster.follow']);
  follower.visible = false;
  assert.deepEqual(asked.at(-1), 'cluster.unfollow');
  follower.visible = true;
  follower.fold(nodes.context('one', true));
  assert.deepEqual(asked.at(-1), 'cluster.unfollow');
  follower.unfold(nodes.context('one', true));
  follower.fold(nodes.namespace('one', 'default'));
  assert.deepEqual(asked.at(-1), 'cluster.unfollow');
  assert.equal(asked.length, 6);
});

test('after disconnecting nothing is followed', async () => {
  const { asked, links, follower, link } = setUp();
  await links.refresh();
  await links.connect('one');
  follower.visible = true;
  follower.unfold(nodes.namespace('one', 'default'));
  links.disconnect('one');
  assert.equal(link()?.phase, 'closed');
  assert.deepEqual(asked.slice(-2).sort(), ['cluster.disconnect', 'cluster.unfollow']);
});

test('a cluster that gives no answer is said to be silent after 5 s, and may still come', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const answer = Promise.withResolvers<typeof opened>();
    const { links, link } = setUp({ 'cluster.connect': () => answer.promise });
    await links.refresh();
    const connecting = links.connect('one');
    assert.deepEqual(link(), { phase: 'opening', silent: false });
    mock.timers.tick(5_000);
    assert.deepEqual(link(), { phase: 'opening', silent: true });
    answer.resolve(opened);
    await connecting;
    assert.equal(link()?.phase, 'open');
  } finally {
    mock.timers.reset();
  }
});

test('a sign-in program that speaks is not a silent cluster', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const { links, link, handlers } = setUp({ 'cluster.connect': () => new Promise(() => {}) });
    await links.refresh();
    void links.connect('one');
    handlers.get('cluster.sign-in')?.({ context: 'one', line: 'code ABC' } as never);
    mock.timers.tick(5_000);
    assert.deepEqual(link(), { phase: 'opening', silent: false, notice: 'code ABC' });
  } finally {
    mock.timers.reset();
  }
});

test('a failure is kept in words, and the next try may go well', async () => {
  let tries = 0;
  const { links, link } = setUp({
    'cluster.connect': () => {
      tries += 1;
      if (tries === 1) {
        throw new HumanError('kubernetes.unreachable', { server: 's', reason: 'r' });
      }
      return opened;
    },
  });
  await links.refresh();
  await links.connect('one');
  const failed = link();
  assert.equal(failed?.phase === 'failed' && failed.error.code, 'kubernetes.unreachable');
  await links.connect('one');
  assert.equal(link()?.phase, 'open');
});

test('when the thread dies its connections are said to be lost', async () => {
  const { links, link, stopped } = setUp();
  await links.refresh();
  await links.connect('one');
  stopped.fire();
  const lost = link();
  assert.equal(lost?.phase === 'failed' && lost.error.code, 'editor.explorer.lost');
});
