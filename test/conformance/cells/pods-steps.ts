import {
  container,
  get,
  patch,
  pod,
  pods,
  post,
  remove,
  type Sequences,
  strategic,
} from './steps.ts';

/** Pods: what they may be, what may change, how they go. */
export const podsSteps: Sequences = {
  'get pods: a type that nobody writes': [get(pods, 406, { accept: 'text/html' })],
  'get pods: without rights': [
    get(`${pods}/x`, 403, {
      user: 'nobody',
      has: { reason: 'Forbidden', details: { name: 'x', kind: 'pods' } },
    }),
  ],
  'get pods/log: without rights': [
    get(`${pods}/x/log`, 403, {
      user: 'nobody',
      matches: /cannot get resource "pods\/log" in API group ""/,
    }),
  ],
  'list pods: by a field that they do not have': [
    get(`${pods}?fieldSelector=spec.foo%3D1`, 400, {
      message: 'field label not supported: spec.foo',
    }),
  ],
  'list pods: by node and phase': [
    post(pods, pod(), 201),
    get(
      `${pods}?fieldSelector=spec.nodeName%3D,status.phase%3DPending,metadata.name%3D{name}`,
      200,
      {
        has: { items: [{ metadata: { name: '{name}' } }] },
      },
    ),
  ],
  'create pods: without containers': [
    post(pods, { metadata: { name: '{name}' }, spec: {} }, 422, {
      message: 'Pod "{name}" is invalid: spec.containers: Required value',
    }),
  ],
  'create pods: two containers of one name': [
    post(pods, pod({ containers: [container, container] }), 422, {
      matches: /spec.containers\[1\].name: Duplicate value: "main"/,
    }),
  ],
  'create pods: a mount of no volume': [
    post(
      pods,
      pod({ containers: [{ ...container, volumeMounts: [{ name: 'v', mountPath: '/v' }] }] }),
      422,
      {
        matches: /spec.containers\[0\].volumeMounts\[0\].name: Not found: "v"/,
      },
    ),
  ],
  'create pods: a port out of range': [
    post(pods, pod({ containers: [{ ...container, ports: [{ containerPort: 70_000 }] }] }), 422, {
      matches: /containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive/,
    }),
  ],
  'create pods: a restart policy that is none': [
    post(pods, pod({ restartPolicy: 'Sometimes' }), 422, {
      matches: /spec.restartPolicy: Unsupported value: "Sometimes"/,
    }),
  ],
  'patch pods: what may not change': [
    post(pods, pod(), 201),
    patch(`${pods}/{name}`, { spec: { hostNetwork: true } }, 422, {
      matches: /spec: Forbidden: pod updates may not change fields other than/,
    }),
  ],
  'patch pods: the image of a container': [
    post(pods, pod(), 201),
    patch(
      `${pods}/{name}`,
      { spec: { containers: [{ name: 'main', image: 'example.test/none:2' }] } },
      200,
      {
        type: strategic,
        has: { metadata: { generation: 2 } },
      },
    ),
  ],
  'patch pods/status: not the spec': [
    post(pods, pod(), 201),
    patch(
      `${pods}/{name}/status`,
      { status: { message: 'told' }, spec: { hostNetwork: true } },
      200,
      {
        has: { status: { message: 'told' }, metadata: { generation: 1 } },
      },
    ),
  ],
  'patch pods: not the status': [
    post(pods, pod(), 201),
    patch(`${pods}/{name}`, { status: { message: 'told' } }, 200, {
      has: { status: { phase: 'Pending' } },
    }),
  ],
  'delete pods: one that runs nowhere goes at once': [
    post(pods, pod(), 201),
    remove(`${pods}/{name}?gracePeriodSeconds=30`, 200, { has: { kind: 'Pod' } }),
    get(`${pods}/{name}`, 404),
  ],
  'create eviction: of no pod': [
    post(`${pods}/{name}/eviction`, { metadata: { name: '{name}' } }, 404),
  ],
  'create eviction: of a pod that has not started': [
    post(pods, pod(), 201),
    post(
      `${pods}/{name}/eviction`,
      { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: '{name}' } },
      201,
      {
        has: { status: 'Success' },
      },
    ),
    get(`${pods}/{name}`, 404),
  ],
  'get log: of no pod': [get(`${pods}/{name}/log`, 404, { message: 'pods "{name}" not found' })],
};
