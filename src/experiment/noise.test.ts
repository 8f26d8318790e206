import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { Json } from './json.ts';
import { parseExperiment } from './parse.ts';
import { validateExperiment } from './validate.ts';

const catalogue = createCatalogue(kubernetesEntries);

const python = (module: string, func: string, args: object = {}) => ({
  type: 'python',
  module,
  func,
  arguments: args,
});
const answers = {
  type: 'probe',
  name: 'shop-answers',
  tolerance: 200,
  provider: { type: 'http', url: 'http://shop.example/health', timeout: 3, verify_tls: false },
};

/** Experiments such as people write them when they follow the tutorials of Chaos Toolkit. */
const experiments: Record<string, unknown> = {
  'a file is taken away and put back': {
    version: '1.0.0',
    title: 'Does the shop notice a missing price list?',
    description: 'The list is read at each request.',
    tags: ['files'],
    contributions: { reliability: 'high' },
    'steady-state-hypothesis': {
      title: 'The list is there',
      probes: [
        {
          type: 'probe',
          name: 'list-exists',
          tolerance: 0,
          provider: { type: 'process', path: 'test', arguments: ['-f', 'prices.csv'], timeout: 2 },
        },
      ],
    },
    method: [
      {
        type: 'action',
        name: 'take-list-away',
        provider: { type: 'process', path: 'mv', arguments: 'prices.csv prices.csv.bak' },
      },
      { ref: 'list-exists' },
    ],
    rollbacks: [
      {
        type: 'action',
        name: 'put-list-back',
        provider: { type: 'process', path: 'mv', arguments: 'prices.csv.bak prices.csv' },
      },
    ],
  },
  'a certificate expires and the services are restarted': {
    title: 'What if our certificate expires?',
    description: 'Clients should see an error soon, not wait.',
    'steady-state-hypothesis': { title: 'The shop answers', probes: [answers] },
    method: [
      {
        type: 'action',
        name: 'use-expired-certificate',
        provider: { type: 'process', path: 'cp', arguments: 'expired.pem cert.pem' },
      },
      {
        type: 'probe',
        name: 'read-end-of-certificate',
        provider: {
          type: 'process',
          path: 'openssl',
          arguments: 'x509 -enddate -noout -in cert.pem',
        },
      },
      {
        type: 'action',
        name: 'restart-shop',
        provider: { type: 'process', path: 'pkill', arguments: '--echo -HUP -F shop.pid' },
        pauses: { after: 1 },
      },
    ],
    rollbacks: [{ ref: 'restart-shop' }],
  },
  'pods are ended while the service is called': {
    title: 'Does the service survive the loss of a pod?',
    description: 'Two replicas, one of which goes.',
    configuration: {
      ns: { type: 'env', key: 'NS', default: 'shop' },
      replicas: 2,
      address: 'http://shop.example',
    },
    secrets: {
      api: { token: { type: 'env', key: 'API_TOKEN' } },
      cluster: { KUBERNETES_CONTEXT: { type: 'env', key: 'CONTEXT' } },
    },
    'steady-state-hypothesis': {
      title: 'All pods run and the service answers',
      probes: [
        {
          type: 'probe',
          name: 'pods-run',
          tolerance: true,
          provider: {
            ...python('chaosk8s.pod.probes', 'pods_in_phase', {
              label_selector: 'app=shop',
              phase: 'Running',
              ns: '${ns}',
            }),
            secrets: ['cluster'],
          },
        },
        {
          type: 'probe',
          name: 'enough-pods',
          tolerance: '${replicas}',
          provider: python('chaosk8s.pod.probes', 'count_pods', {
            label_selector: 'app=shop',
            ns: '${ns}',
          }),
        },
        {
          type: 'probe',
          name: 'orders-are-taken',
          tolerance: [200, 201],
          provider: {
            type: 'http',
            url: '${address}/orders',
            method: 'POST',
            headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ${token}' },
            arguments: { item: 'tea' },
            timeout: [1, 5],
            secrets: ['api'],
          },
        },
        {
          type: 'probe',
          name: 'stock-is-told',
          tolerance: {
            type: 'jsonpath',
            path: '$.items[?(@.name = "tea")]',
            target: 'body',
            count: 1,
          },
          provider: { type: 'http', url: '${address}/stock', timeout: 5 },
        },
        {
          type: 'probe',
          name: 'load-is-low',
          tolerance: { type: 'range', target: 'stdout', range: [0.0, 2.5] },
          provider: { type: 'process', path: 'cat', arguments: ['/proc/loadavg-1'], timeout: 1 },
        },
        {
          type: 'probe',
          name: 'no-errors-in-log',
          tolerance: {
            type: 'probe',
            name: 'look-for-errors',
            provider: python('chaosk8s.pod.probes', 'should_be_found_in_logs', {
              pattern: 'ready',
              value: null,
            }),
          },
          provider: python('chaosk8s.pod.probes', 'read_pod_logs', {
            label_selector: 'app=shop',
            last: '5 minutes',
            ns: '${ns}',
          }),
        },
      ],
    },
    method: [
      {
        type: 'action',
        name: 'end-a-pod',
        provider: python('chaosk8s.pod.actions', 'terminate_pods', {
          label_selector: 'app=shop',
          rand: true,
          mode: 'percentage',
          qty: 50,
          ns: '${ns}',
        }),
        pauses: { after: 10 },
      },
      {
        type: 'probe',
        name: 'fetch-log',
        background: true,
        provider: python('chaosk8s.pod.probes', 'read_pod_logs', {
          label_selector: 'app=shop',
          ns: '${ns}',
        }),
      },
      { ref: 'pods-run' },
      {
        type: 'action',
        name: 'scale-down',
        provider: python('chaosk8s.deployment.actions', 'scale_deployment', {
          name: 'shop',
          replicas: 1,
          ns: '${ns}',
        }),
        pauses: { before: 2, after: '${replicas}' },
      },
    ],
    rollbacks: [
      {
        type: 'action',
        name: 'scale-up',
        provider: python('chaosk8s.deployment.actions', 'scale_deployment', {
          name: 'shop',
          replicas: 2,
          ns: '${ns}',
        }),
      },
    ],
    runtime: { rollbacks: { strategy: 'always' } },
  },
  'a node is drained beside the checks': {
    title: 'Can a node be drained?',
    description: 'The service is asked meanwhile.',
    'steady-state-hypothesis': { title: 'The shop answers', probes: [answers] },
    method: [
      {
        type: 'action',
        name: 'drain',
        background: true,
        provider: python('chaosk8s.node.actions', 'drain_nodes', {
          label_selector: 'pool=spare',
          delete_pods_with_local_storage: true,
          timeout: 120,
        }),
      },
      {
        type: 'probe',
        name: 'answers-while-draining',
        provider: { type: 'http', url: 'http://shop.example/health', timeout: 3 },
        pauses: { before: 5 },
      },
    ],
    rollbacks: [
      {
        type: 'action',
        name: 'allow-pods-again',
        provider: python('chaosk8s.node.actions', 'uncordon_node', {
          label_selector: 'pool=spare',
        }),
      },
    ],
    runtime: { hypothesis: { strategy: 'default' }, rollbacks: { strategy: 'deviated' } },
  },
  'only a look': {
    title: 'What does the cluster look like?',
    description: 'Nothing is changed.',
    method: [
      { type: 'probe', name: 'nodes', provider: python('chaosk8s.node.probes', 'get_nodes') },
    ],
  },
};

for (const [name, experiment] of Object.entries(experiments)) {
  test(`no problem is found where there is none: ${name}`, () => {
    const json = parseExperiment(JSON.stringify(experiment, null, 2), 'json');
    assert.deepEqual(validateExperiment(json, catalogue), []);
    const text = stringify(experiment as Json, null, { aliasDuplicateObjects: false });
    assert.deepEqual(validateExperiment(parseExperiment(text, 'yaml'), catalogue), []);
  });
}

test('no problem is found in the experiments of the lesson', () => {
  for (const name of ['pod', 'deployment', 'local']) {
    const path = join(import.meta.dirname, '..', '..', 'manifests', `experiment.${name}.json`);
    const document = parseExperiment(readFileSync(path, 'utf8'), 'json');
    assert.deepEqual(validateExperiment(document, catalogue), [], name);
  }
});
