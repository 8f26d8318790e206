import { get, json, map, maps, patch, post, remove, type Sequences } from './steps.ts';

/** Rules of every kind, shown on ConfigMaps. */
export const configmapsSteps: Sequences = {
  'create configmaps: without a name': [
    post(maps, {}, 422, {
      message:
        'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
    }),
  ],
  'create configmaps: with a name that is none': [
    post(maps, { metadata: { name: 'A_b' } }, 422, {
      matches:
        /^ConfigMap "A_b" is invalid: metadata.name: Invalid value: "A_b": a lowercase RFC 1123/,
    }),
  ],
  'create configmaps: with a label that is none': [
    post(maps, map({}, { labels: { 'a b': 'c' } }), 422, { has: { reason: 'Invalid' } }),
  ],
  'create configmaps: into another namespace': [
    post(maps, map({}, { namespace: 'other' }), 400, {
      message:
        'the namespace of the provided object does not match the namespace sent on the request',
    }),
  ],
  'create configmaps: of another kind': [
    post(maps, { kind: 'Pod', apiVersion: 'v1', metadata: { name: '{name}' } }, 400),
  ],
  'create configmaps: into no namespace': [
    post('/api/v1/namespaces/not-there/configmaps', map(), 404, {
      message: 'namespaces "not-there" not found',
    }),
  ],
  'create configmaps: with a version': [
    post(maps, map({}, { resourceVersion: '1' }), 500, {
      message: 'resourceVersion should not be set on objects to be created',
    }),
  ],
  'create configmaps: with a key that is none': [
    post(maps, map({ data: { 'a b': 'c' } }), 422, { matches: /data\[a b\]: Invalid value/ }),
  ],
  'create configmaps: a dry run of another word': [
    post(`${maps}?dryRun=some`, map(), 422, { matches: /dryRun: Unsupported value/ }),
  ],
  'update configmaps: what is not there': [
    { method: 'PUT', path: `${maps}/{name}`, body: map(), code: 404 },
  ],
  'update configmaps: one that may not change': [
    post(maps, map({ immutable: true, data: { a: 'b' } }), 201),
    patch(`${maps}/{name}`, { data: { a: 'c' } }, 422, {
      matches: /data: Forbidden: field is immutable when `immutable` is set/,
    }),
  ],
  'patch configmaps: a type that nobody reads': [
    post(maps, map(), 201),
    patch(`${maps}/{name}`, {}, 415, {
      type: 'application/foo',
      has: { reason: 'UnsupportedMediaType' },
    }),
  ],
  'patch configmaps: what is not there can be replaced, and tested for null': [
    post(maps, map({ data: { a: 'b' } }), 201),
    patch(
      `${maps}/{name}`,
      [
        { op: 'test', path: '/data/c', value: null },
        { op: 'replace', path: '/data/c', value: 'd' },
      ],
      200,
      { type: json, has: { data: { a: 'b', c: 'd' } } },
    ),
    patch(`${maps}/{name}`, [{ op: 'remove', path: '/data/none' }], 422, {
      type: json,
      message: 'the server rejected our request due to an error in our request',
    }),
    patch(`${maps}/{name}`, [{ op: 'replace', path: '/none/c', value: 'd' }], 422, { type: json }),
    patch(`${maps}/{name}`, [{ op: 'add', path: '', value: {} }], 422, { type: json }),
  ],
  'patch configmaps: a list that is no patch': [
    post(maps, map(), 201),
    patch(`${maps}/{name}`, { a: 1 }, 400, { type: json }),
  ],
  'patch configmaps: JSON operations': [
    post(maps, map({ data: { a: '1', b: '2' } }), 201),
    patch(
      `${maps}/{name}`,
      [
        { op: 'test', path: '/data/a', value: '1' },
        { op: 'move', from: '/data/a', path: '/data/c' },
        { op: 'remove', path: '/data/b' },
      ],
      200,
      { type: json, has: { data: { c: '1' } } },
    ),
  ],
  'patch configmaps: JSON operation on nothing': [
    post(maps, map(), 201),
    patch(`${maps}/{name}`, [{ op: 'remove', path: '/data/none' }], 422, {
      type: json,
      message: 'the server rejected our request due to an error in our request',
    }),
  ],
  'list configmaps: a selector that cannot be read': [
    get(`${maps}?labelSelector=a%3D%3D,`, 400, {
      message: "found '', expected: identifier after ','",
    }),
  ],
  'list configmaps: by a field that they do not have': [
    get(`${maps}?fieldSelector=data.a%3D1`, 400, {
      message: '"data.a" is not a known field selector: only "metadata.name", "metadata.namespace"',
    }),
  ],
  'list configmaps: a version that is no number': [
    get(`${maps}?resourceVersion=abc`, 400, { matches: /^invalid resource version: / }),
  ],
  'list configmaps: a version that is still to come': [
    get(`${maps}?resourceVersion=99999999`, 504, { has: { reason: 'Timeout' } }),
  ],
  'list configmaps: a token of nobody': [
    get(`${maps}?limit=1&continue=abc`, 400, { matches: /continue key is not valid/ }),
  ],
  'watch configmaps: first what is there, without saying how': [
    get(`${maps}?watch=1&sendInitialEvents=true`, 422, {
      matches: /sendInitialEvents requires setting resourceVersionMatch to NotOlderThan/,
    }),
  ],
  'delete configmaps: finalizers hold it': [
    post(maps, map({}, { finalizers: ['example.test/hold'] }), 201),
    remove(`${maps}/{name}`, 200, {
      has: { kind: 'ConfigMap', metadata: { deletionGracePeriodSeconds: 0 } },
    }),
    patch(
      `${maps}/{name}`,
      { metadata: { finalizers: ['example.test/hold', 'example.test/more'] } },
      422,
      {
        matches: /no new finalizers can be added if the object is being deleted/,
      },
    ),
    patch(`${maps}/{name}`, { metadata: { finalizers: null } }, 200),
    get(`${maps}/{name}`, 404),
  ],
  'delete configmaps: a policy that is none': [
    post(maps, map(), 201),
    remove(`${maps}/{name}`, 422, { body: { propagationPolicy: 'Sideways' } }),
  ],
};
