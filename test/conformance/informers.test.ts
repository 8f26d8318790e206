import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject } from '../../src/experiment/json.ts';
import { metadata } from './cells/cell.ts';
import { startProxy } from './cutting-proxy.ts';
import {
  buildGoInformer,
  type Follower,
  type StartFollower,
  startGo,
  startNode,
  type Told,
} from './followers.ts';
import { practiceStage, realStage, type Stage } from './stage.ts';

/** Changes of each of the four parts. */
const count = 250;

const program = buildGoInformer();

const kinds: Readonly<Record<string, StartFollower>> = {
  'client-go': async (kubeconfig, namespace) => startGo(await program, kubeconfig, namespace),
  'client-node': startNode,
};

for (const open of [practiceStage, realStage]) {
  for (const [kind, start] of Object.entries(kinds)) {
    const isReal = open === realStage;
    const skip = isReal && !process.env['CHAOS_WORKBENCH_TEST_KUBECONFIG'];
    const name = `${isReal ? 'real' : 'practice'}: an informer of ${kind} stays in step`;
    test(name, { skip }, async (t) => {
      await program;
      const stage = await open();
      assert.ok(stage);
      t.after(() => stage.close());
      await follow(t, stage, start);
    });
  }
}

async function follow(t: TestContext, stage: Stage, start: StartFollower): Promise<void> {
  const proxy = await startProxy(stage.kubeconfig);
  t.after(() => proxy.close());
  const follower = await start(proxy.kubeconfig, stage.namespace);
  t.after(() => follower.close());
  const changes = new Changes(stage);

  await changes.make(count);
  await inStep(follower, stage);
  assert.deepEqual(own(follower), changes.made, 'undisturbed, each change is told');

  await changes.make(count / 2);
  proxy.cut();
  await changes.make(count / 2);
  await inStep(follower, stage);
  assert.deepEqual(own(follower), changes.made, 'what a cut has hidden is told');

  proxy.hold();
  proxy.cut();
  await changes.make(count);
  stage.compact();
  proxy.release(true);
  await inStep(follower, stage);
  assert.ok(own(follower).length < changes.made.length, 'a list anew shows only what is left');
  const relisted = own(follower).length;
  const hidden = changes.made.length;

  await changes.make(count);
  await inStep(follower, stage);
  assert.deepEqual(
    own(follower).slice(relisted),
    changes.made.slice(hidden),
    'after a list anew, each change is told again',
  );
  assert.deepEqual(replayed(follower.told), await serverState(stage), 'what was told adds up');
}

/** What it told of the objects that are ours: the real server makes one of its own. */
const own = ({ told }: Follower) => told.filter(({ name }) => name.startsWith('map-'));

/** Creates, updates and deletes ConfigMaps in turn, and remembers what an informer should tell. */
class Changes {
  readonly made: Told[] = [];
  readonly #stage: Stage;
  readonly #there: string[] = [];
  #next = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async make(changes: number): Promise<void> {
    for (let index = 0; index < changes; index++) {
      // Of five changes two create, two update and one deletes, so that objects of all ages are there.
      const turn = this.made.length % 5;
      const oldest = this.#there[0];
      if (turn < 2 || oldest === undefined) {
        await this.#create();
      } else if (turn < 4) {
        await this.#update(this.#there[this.made.length % this.#there.length] ?? oldest);
      } else {
        await this.#delete(oldest);
      }
    }
  }

  get #path(): string {
    return `/api/v1/namespaces/${this.#stage.namespace}/configmaps`;
  }

  async #create(): Promise<void> {
    const name = `map-${this.#next++}`;
    const { code, body } = await this.#stage.admin.call('POST', this.#path, {
      body: { metadata: { name } },
    });
    assert.equal(code, 201);
    this.#there.push(name);
    this.made.push({ type: 'add', name, version: String(metadata(body)['resourceVersion']) });
  }

  async #update(name: string): Promise<void> {
    const { code, body } = await this.#stage.admin.call('PATCH', `${this.#path}/${name}`, {
      body: { data: { change: String(this.made.length) } },
      type: 'application/merge-patch+json',
    });
    assert.equal(code, 200);
    this.made.push({ type: 'update', name, version: String(metadata(body)['resourceVersion']) });
  }

  async #delete(name: string): Promise<void> {
    const { code } = await this.#stage.admin.call('DELETE', `${this.#path}/${name}`);
    assert.equal(code, 200);
    this.#there.splice(this.#there.indexOf(name), 1);
    this.made.push({ type: 'delete', name, version: '' });
  }
}

/** Waits until the informer's cache is what the server lists. */
async function inStep(follower: Follower, stage: Stage): Promise<void> {
  const wanted = await serverState(stage);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const state = await follower.state();
    if (JSON.stringify(sorted(state)) === JSON.stringify(sorted(wanted))) {
      return;
    }
    if (Date.now() > deadline) {
      assert.deepEqual(state, wanted);
    }
    await sleep(20);
  }
}

const sorted = (state: Record<string, string>) =>
  Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1));

async function serverState({ admin, namespace }: Stage): Promise<Record<string, string>> {
  const { body } = await admin.call('GET', `/api/v1/namespaces/${namespace}/configmaps`);
  const items = Array.isArray(body['items']) ? body['items'] : [];
  const entries = items
    .filter(isObject)
    .map((item) => [metadata(item)['name'], metadata(item)['resourceVersion']]);
  return Object.fromEntries(entries);
}

/** What a cache would hold that only listens. */
function replayed(told: readonly Told[]): Record<string, string> {
  const state: Record<string, string> = {};
  for (const { type, name, version } of told) {
    if (type === 'delete') {
      delete state[name];
    } else {
      state[name] = version;
    }
  }
  return state;
}
