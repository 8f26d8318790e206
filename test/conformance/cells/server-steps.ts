import { core, get, map, patch, pods, post, remove, type Sequences, unknown } from './steps.ts';

/** Paths, discovery, rights, and the kinds with few rules. */
export const serverSteps: Sequences = {
  'get path: an unknown resource': [get(`${core}/nopes`, 404, { message: unknown })],
  'get path: an unknown version': [get('/apis/apps/v9', 404, { message: unknown })],
  'get path: an unknown group': [get('/apis/nope.example/v1/things', 404)],
  'get path: nothing there': [get('/nope', 404)],
  'get path: healthz, livez, readyz': ['/healthz', '/livez', '/readyz'].map((path) =>
    get(path, 200),
  ),
  'get version: the API it speaks': [get('/version', 200, { has: { major: '1', minor: '35' } })],
  'get discovery: a group': [
    get('/apis/apps', 200, {
      has: { kind: 'APIGroup', name: 'apps', preferredVersion: { groupVersion: 'apps/v1' } },
    }),
  ],
  'get discovery: a version': [
    get('/apis/apps/v1', 200, { has: { kind: 'APIResourceList', groupVersion: 'apps/v1' } }),
  ],
  'get discovery: all in one answer': [
    get('/apis', 200, {
      accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
      has: { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2' },
    }),
  ],
  'get path: without rights': [
    get('/metrics', 403, {
      user: 'nobody',
      message: 'forbidden: User "nobody" cannot get path "/metrics"',
    }),
  ],
  'get version: everybody may': [get('/version', 200, { user: 'nobody' })],
  'get namespaces: without rights, in its own name': [
    get('/api/v1/namespaces/kube-system', 403, {
      user: 'nobody',
      matches: /in the namespace "kube-system"$/,
    }),
  ],
  'get clusterroles: in a namespace there are none': [
    get('/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/clusterroles/view', 404),
  ],
  'update collection: not allowed': [
    {
      method: 'PUT',
      path: pods,
      body: {},
      code: 405,
      message: 'the server does not allow this method on the requested resource',
    },
  ],
  'delete namespaces: some must stay': [
    remove('/api/v1/namespaces/default', 403, {
      message: 'namespaces "default" is forbidden: this namespace may not be deleted',
    }),
  ],
  'create selfsubjectaccessreviews: the administrator may': [
    post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      { spec: { resourceAttributes: { verb: 'delete', resource: 'pods', namespace: '{ns}' } } },
      201,
      { has: { status: { allowed: true } } },
    ),
  ],
  'create selfsubjectaccessreviews: nobody may not': [
    post(
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      { spec: { resourceAttributes: { verb: 'delete', resource: 'pods', namespace: '{ns}' } } },
      201,
      { user: 'nobody', has: { status: { allowed: false } } },
    ),
  ],
  'create rolebindings: rights come with them': [
    post(
      '/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles',
      map({
        rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'], resourceNames: [] }],
      }),
      201,
    ),
    post(
      '/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings',
      map({
        roleRef: { kind: 'Role', name: '{name}', apiGroup: 'rbac.authorization.k8s.io' },
        subjects: [{ kind: 'User', name: 'somebody', apiGroup: 'rbac.authorization.k8s.io' }],
      }),
      201,
    ),
    post(
      '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      {
        spec: {
          user: 'nobody',
          resourceAttributes: { verb: 'list', resource: 'secrets', namespace: '{ns}' },
        },
      },
      201,
      { has: { status: { allowed: false } } },
    ),
  ],
  'create events: of another namespace': [
    post(
      `${core}/events`,
      map({ involvedObject: { kind: 'Pod', namespace: 'other', name: 'p' } }),
      422,
      {
        matches: /involvedObject.namespace: Invalid value: "other": does not match event.namespace/,
      },
    ),
  ],
  'create events.k8s.io: an event of the new form in the old': [
    post(
      '/apis/events.k8s.io/v1/namespaces/{ns}/events',
      map({
        eventTime: '2026-01-02T03:04:05.000000Z',
        regarding: { kind: 'Pod', namespace: '{ns}', name: 'p' },
        reason: 'R',
        note: 'm',
        type: 'Normal',
        action: 'A',
        reportingController: 'test.example/c',
        reportingInstance: 'i',
      }),
      201,
      { has: { apiVersion: 'events.k8s.io/v1', note: 'm' } },
    ),
    get(`${core}/events/{name}`, 200, {
      has: { apiVersion: 'v1', message: 'm', involvedObject: { name: 'p' } },
    }),
  ],
  'patch configmaps: another uid': [
    post(`${core}/configmaps`, map(), 201),
    patch(`${core}/configmaps/{name}`, { metadata: { uid: 'x' } }, 422, {
      message:
        'ConfigMap "{name}" is invalid: metadata.uid: Invalid value: "x": field is immutable',
    }),
  ],
  'get events.k8s.io: an event of the old form in the new': [
    post(
      `${core}/events`,
      map({
        involvedObject: { kind: 'Pod', namespace: '{ns}', name: 'p' },
        reason: 'R',
        message: 'm',
        type: 'Normal',
      }),
      201,
    ),
    get('/apis/events.k8s.io/v1/namespaces/{ns}/events/{name}', 200, {
      has: { apiVersion: 'events.k8s.io/v1', note: 'm', regarding: { name: 'p' } },
    }),
  ],
};
