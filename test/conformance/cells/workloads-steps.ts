import {
  container,
  deployment,
  deployments,
  get,
  patch,
  post,
  type Sequences,
  service,
  services,
  strategic,
} from './steps.ts';

/** Deployments and services: rules, patches, scale. */
export const workloadsSteps: Sequences = {
  'create deployments: labels that the selector does not take': [
    post(deployments, deployment({ selector: { matchLabels: { a: 'b' } } }), 422, {
      message:
        'Deployment.apps "{name}" is invalid: spec.template.metadata.labels: Invalid value: {"app":"{name}"}: `selector` does not match template `labels`',
    }),
  ],
  'create deployments: fewer than none': [
    post(deployments, deployment({ replicas: -1 }), 422, {
      matches: /spec.replicas: Invalid value: -1: must be greater than or equal to 0/,
    }),
  ],
  'create deployments: pods that end': [
    post(
      deployments,
      deployment({
        template: {
          metadata: { labels: { app: '{name}' } },
          spec: { containers: [container], restartPolicy: 'Never' },
        },
      }),
      422,
      { matches: /spec.template.spec.restartPolicy: Unsupported value: "Never"/ },
    ),
  ],
  'patch deployments: the selector stays': [
    post(deployments, deployment(), 201),
    patch(`${deployments}/{name}`, { spec: { selector: { matchLabels: { z: 'z' } } } }, 422, {
      matches: /spec.selector: Invalid value: .*: field is immutable/,
    }),
  ],
  'patch deployments: a change of the spec counts': [
    post(deployments, deployment(), 201),
    patch(`${deployments}/{name}`, { spec: { minReadySeconds: 3 } }, 200, {
      has: { metadata: { generation: 2 } },
    }),
  ],
  'patch deployments: environment by name': [
    post(deployments, deployment(), 201),
    patch(
      `${deployments}/{name}`,
      {
        spec: {
          template: { spec: { containers: [{ name: 'main', env: [{ name: 'A', value: '1' }] }] } },
        },
      },
      200,
      {
        type: strategic,
        has: {
          spec: {
            template: {
              spec: {
                containers: [{ image: 'example.test/none:1', env: [{ name: 'A', value: '1' }] }],
              },
            },
          },
        },
      },
    ),
  ],
  'patch deployments: a container taken away': [
    post(deployments, deployment(), 201),
    patch(
      `${deployments}/{name}`,
      {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'two', image: 'x:1' },
                { name: 'main', $patch: 'delete' },
              ],
            },
          },
        },
      },
      200,
      { type: strategic, has: { spec: { template: { spec: { containers: [{ name: 'two' }] } } } } },
    ),
  ],
  'patch deployments: another strategy': [
    post(deployments, deployment(), 201),
    patch(
      `${deployments}/{name}`,
      { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } },
      200,
      {
        type: strategic,
        has: { spec: { strategy: { type: 'Recreate' } } },
      },
    ),
  ],
  'get scale: none wanted': [
    post(deployments, deployment(), 201),
    get(`${deployments}/{name}/scale`, 200, {
      has: {
        kind: 'Scale',
        apiVersion: 'autoscaling/v1',
        spec: {},
        status: { replicas: 0, selector: 'app={name}' },
      },
    }),
  ],
  'patch scale: fewer than none': [
    post(deployments, deployment(), 201),
    patch(`${deployments}/{name}/scale`, { spec: { replicas: -1 } }, 422, {
      message:
        'Scale.autoscaling "{name}" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    }),
  ],
  'create services: without ports': [
    post(services, service({}), 422, {
      message: 'Service "{name}" is invalid: spec.ports: Required value',
    }),
  ],
  'create services: ports without names': [
    post(services, service({ ports: [{ port: 80 }, { port: 81 }] }), 422, {
      matches: /spec.ports\[0\].name: Required value/,
    }),
  ],
  'create services: of a type that is none': [
    post(services, service({ type: 'Own', ports: [{ port: 80 }] }), 422, {
      matches: /spec.type: Unsupported value: "Own"/,
    }),
  ],
  'create services: headless': [
    post(services, service({ clusterIP: 'None', ports: [{ port: 80 }] }), 201, {
      has: { spec: { clusterIP: 'None', clusterIPs: ['None'] } },
    }),
  ],
  'create services: a name somewhere else': [
    post(services, service({ type: 'ExternalName', externalName: 'a.example' }), 201, {
      has: { spec: { externalName: 'a.example', sessionAffinity: 'None' } },
    }),
  ],
  'patch services: the address stays': [
    post(services, service({ ports: [{ port: 80 }] }), 201),
    patch(
      `${services}/{name}`,
      { spec: { clusterIP: '10.96.200.200', clusterIPs: ['10.96.200.200'] } },
      422,
      {
        matches: /may not change once set/,
      },
    ),
  ],
  'patch services: a port more': [
    post(services, service({ ports: [{ name: 'a', port: 80 }] }), 201),
    patch(`${services}/{name}`, { spec: { ports: [{ name: 'b', port: 81 }] } }, 200, {
      type: strategic,
      has: {
        spec: {
          ports: [
            { name: 'b', targetPort: 81 },
            { name: 'a', targetPort: 80 },
          ],
        },
      },
    }),
  ],
};
