import { ready, type TestCluster, until } from '../support.ts';

/** The same small world for both: some is well, some is not. */
export async function populate(cluster: TestCluster, ns: string): Promise<void> {
  const deployment = (name: string, replicas: number, pod: object) => {
    const labels = { app: name, name };
    return cluster.api('POST', `/apis/apps/v1/namespaces/${ns}/deployments`, {
      metadata: { name, labels },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { terminationGracePeriodSeconds: 1, ...pod } },
      },
    });
  };
  const talking = {
    name: 'main',
    image: 'node:24-alpine',
    imagePullPolicy: 'IfNotPresent',
    command: ['node', '-e', 'console.log("hello from here"); setInterval(() => {}, 1e6)'],
  };
  await deployment('front', 2, { containers: [talking] });
  await deployment('other', 1, { containers: [talking] });
  await deployment('none', 0, { containers: [talking] });
  await cluster.api('POST', `/api/v1/namespaces/${ns}/services`, {
    metadata: { name: 'front', labels: { app: 'front', name: 'front' } },
    spec: { selector: { app: 'front' }, ports: [{ port: 80 }] },
  });
  await cluster.api('POST', `/api/v1/namespaces/${ns}/secrets`, {
    metadata: { name: 'token', labels: { app: 'front' } },
    stringData: { key: 'value' },
  });
  await ready(cluster, ns, 'front', 2);
  await ready(cluster, ns, 'other', 1);
  await until('the log is there', async () => {
    const pods = await cluster.list(`/api/v1/namespaces/${ns}/pods`);
    for (const { metadata } of pods) {
      const path = `/api/v1/namespaces/${ns}/pods/${metadata.name}/log`;
      if (!String(await cluster.api('GET', path)).includes('hello')) {
        return false;
      }
    }
    return pods.length === 3;
  });
}

/** A deployment whose pod finds no node. */
export async function addPending(cluster: TestCluster, ns: string): Promise<void> {
  const labels = { app: 'stuck', name: 'stuck' };
  await cluster.api('POST', `/apis/apps/v1/namespaces/${ns}/deployments`, {
    metadata: { name: 'stuck', labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { nowhere: 'true' },
          containers: [{ name: 'main', image: 'node:24-alpine' }],
        },
      },
    },
  });
  await until('the stuck pod is there', async () => {
    const path = `/api/v1/namespaces/${ns}/pods?labelSelector=app%3Dstuck`;
    return (await cluster.list(path)).length === 1;
  });
}
