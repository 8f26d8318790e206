import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ExplorerView } from './explorer-view.ts';
import { type OwnCluster, ownCluster } from './own-cluster.ts';
import { clusterProgram } from './support.ts';

/** Seconds in which the tree must say that something is wrong. */
const toSay = 10;

/** Seconds in which it must be right again; failures are asked about ever more seldom. */
const toRecover = 40;

const wrong = (text: string) => /not answering|Trying again/.test(text);
const pods = '/api/v1/namespaces/default/pods';

describe('the tree, and', { skip: clusterProgram === undefined }, () => {
  let cluster: OwnCluster;
  let view: ExplorerView;
  let count = 0;

  before(async () => {
    cluster = await ownCluster();
    const kubeconfig = (await cluster.tell('proxy', 'up', '--name', 'tree')).trim();
    view = new ExplorerView();
    await view.connect(kubeconfig, ['default']);
    view.unfold('default');
    await view.shows('default', (text) => text.includes('kubernetes'), 20);
  });
  after(async () => {
    view.close();
    await cluster.down();
  });

  /** Something changes that the tree shows if it sees anything. */
  const change = async () => {
    count += 1;
    const name = `seen-${count}`;
    const container = { name: 'main', image: 'none' };
    await cluster.api('POST', pods, { metadata: { name }, spec: { containers: [container] } });
    return name;
  };
  const recovers = async (name: string) => {
    const right = (text: string) => !wrong(text) && text.includes(name);
    await view.shows('default', right, toRecover);
  };

  /** A fault that keeps the explorer from its cluster: it says so, and is right again afterwards. */
  const outage = async (begin: () => Promise<unknown>, end: () => Promise<unknown>) => {
    assert.ok(!wrong(view.lines('default').join()), 'it was right before');
    await begin();
    await view.shows('default', wrong, toSay);
    await end();
    await recovers(await change());
  };
  const fault = (match: string, action: string) => () =>
    cluster.tell('proxy', 'fault', 'tree', '--match', match, '--do', action);
  const clear = () => cluster.tell('proxy', 'clear', 'tree');

  it('an API server that is killed', () =>
    outage(
      () => cluster.tell('kill', 'apiserver'),
      () => cluster.tell('up'),
    ));

  it('an API server that is frozen', () =>
    outage(
      () => cluster.tell('freeze', 'apiserver'),
      () => cluster.tell('thaw', 'apiserver'),
    ));

  it('connections that are reset', () => outage(fault('* .', 'reset'), clear));

  it('a server that never answers', () => outage(fault('* .', 'stall'), clear));

  it('credentials that are refused', () => outage(fault('* .', 'status:401'), clear));

  for (const action of ['cut-watch:0.5', 'watch-error-410:0.5', 'garbage:0.5']) {
    it(`watches that end all the time (${action}): it goes on seeing`, async () => {
      await fault('GET watch=', action)();
      for (let round = 0; round < 3; round += 1) {
        const name = await change();
        await view.shows('default', (text) => text.includes(name), toRecover);
      }
      await clear();
      await recovers(await change());
    });
  }
});
