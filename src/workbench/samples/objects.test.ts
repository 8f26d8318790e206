import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KubeObject } from '../../kubernetes/objects.ts';
import { packagedFiles, type Sample } from './files.ts';
import { createdAnnotation, isOurs } from './marks.ts';
import { checksumOf, type SampleSource, sampleObjects, type Wanted } from './objects.ts';

const samples: readonly Sample[] = ['backend', 'frontend-v1', 'frontend-v2'];

async function objectsOf(sample: Sample, source: SampleSource) {
  const manifest = await (await packagedFiles()).manifest(sample);
  const objects = sampleObjects(sample, manifest, source, 'shop');
  const find = (kind: string) => objects.find((object) => object.kind === kind) as Wanted;
  return { objects, config: find('ConfigMap'), deployment: find('Deployment') };
}

interface PodSpec {
  containers: {
    image: string;
    command?: string[];
    ports: { name: string; containerPort: number }[];
    readinessProbe?: { httpGet: { path: string } };
    livenessProbe?: { httpGet: { path: string } };
    resources: { limits: { cpu: string; memory: string } };
    volumeMounts?: { mountPath: string }[];
  }[];
  volumes: { configMap: { name: string } }[] | null;
}

function templateOf(deployment: Wanted) {
  const spec = deployment['spec'] as unknown as {
    selector: { matchLabels: Record<string, string> };
    template: { metadata: { labels: Record<string, string> }; spec: PodSpec };
  };
  const [container] = spec.template.spec.containers;
  assert.ok(container);
  return { ...spec, container, pod: spec.template.spec, labels: spec.template.metadata.labels };
}

test('a program runs from a ConfigMap on the stock image', async () => {
  for (const sample of samples) {
    const { objects, config, deployment } = await objectsOf(sample, { program: 'main();' });
    assert.deepEqual(
      objects.map(({ kind }) => kind),
      ['ConfigMap', 'Deployment', 'Service'],
    );
    const { container, pod } = templateOf(deployment);
    assert.deepEqual(config['data'], { [`${sample}.mjs`]: 'main();' });
    assert.equal(container.image, 'node:24-alpine');
    assert.deepEqual(container.command, ['node', `/app/${sample}.mjs`]);
    assert.equal(container.volumeMounts?.[0]?.mountPath, '/app');
    assert.equal(pod.volumes?.[0]?.configMap.name, config.metadata.name);
  }
});

test('an image of one’s own runs as it is, and takes away what was mounted before', async () => {
  const { objects, deployment } = await objectsOf('frontend-v2', { image: 'mine:3' });
  assert.deepEqual(
    objects.map(({ kind }) => kind),
    ['Deployment', 'Service'],
  );
  const { container, pod } = templateOf(deployment);
  assert.equal(container.image, 'mine:3');
  assert.equal(container.command, undefined);
  assert.equal(pod.volumes, null);
});

test('the same content is the same; any other content rolls out under another name', async () => {
  const one = await objectsOf('frontend-v1', { program: 'one' });
  const same = await objectsOf('frontend-v1', { program: 'one' });
  const other = await objectsOf('frontend-v1', { program: 'two' });
  assert.deepEqual(one, same);
  assert.notEqual(checksumOf(one.deployment), checksumOf(other.deployment));
  assert.notEqual(one.config.metadata.name, other.config.metadata.name);
  const [a, b] = [
    await objectsOf('backend', { image: 'a:1' }),
    await objectsOf('backend', { image: 'a:2' }),
  ];
  assert.notEqual(checksumOf(a.deployment), checksumOf(b.deployment));
});

test('everything is in the namespace and marked as ours', async () => {
  const { objects } = await objectsOf('backend', { program: '' });
  for (const object of objects) {
    assert.equal(object.metadata.namespace, 'shop');
    assert.ok(isOurs(object as unknown as KubeObject));
  }
});

test('what kubectl makes of a manifest is not ours', async () => {
  for (const sample of samples) {
    assert.ok(!(await (await packagedFiles()).manifest(sample)).includes(createdAnnotation));
  }
});

test('deployments and services have the names and ports of the lesson', async () => {
  const ports = { backend: [8081, 8081], 'frontend-v1': [80, 8080], 'frontend-v2': [80, 8080] };
  const names = {
    backend: ['back', 'backend'],
    'frontend-v1': ['front', 'frontend'],
    'frontend-v2': ['front', 'frontend'],
  };
  for (const sample of samples) {
    const { objects, deployment } = await objectsOf(sample, { image: 'x' });
    const { container, labels, selector } = templateOf(deployment);
    const service = objects.find(({ kind }) => kind === 'Service') as Wanted;
    const spec = service['spec'] as unknown as {
      type: string;
      selector: Record<string, string>;
      ports: { port: number; targetPort: string }[];
    };
    assert.deepEqual([deployment.metadata.name, service.metadata.name], names[sample]);
    const port = spec.ports[0];
    const target = container.ports.find(({ name }) => name === port?.targetPort);
    assert.deepEqual([port?.port, target?.containerPort], ports[sample]);
    assert.equal(spec.type, 'LoadBalancer');
    for (const wanted of [spec.selector, selector.matchLabels]) {
      assert.deepEqual({ ...labels, ...wanted }, labels);
    }
  }
});

test('containers are probed and limited', async () => {
  for (const sample of samples) {
    const { container } = templateOf((await objectsOf(sample, { image: 'x' })).deployment);
    assert.equal(container.readinessProbe?.httpGet.path, '/healthz');
    assert.equal(container.livenessProbe?.httpGet.path, '/healthz');
    assert.ok(container.resources.limits.cpu && container.resources.limits.memory);
  }
});

test('an installation without its files says which one is missing', async () => {
  await assert.rejects(packagedFiles('/'), {
    code: 'workbench.samples-files',
    message: /backend\.yaml is missing from this installation/,
  });
});
