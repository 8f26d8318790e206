import type { Json, JsonObject } from '../../../experiment/json.ts';
import { fixedField } from '../checks/workloads.ts';
import type { KindRules } from '../kind-rules.ts';
import { type KubeObject, listAt, objectAt, textAt, valueAt } from '../objects.ts';
import { type Cause, forbiddenField, required, wrong } from '../status.ts';
import { child, children, preset, specOf, statusOf } from './preset.ts';

export const namespaceRules: KindRules = {
  fill(namespace, _context, previous) {
    const { metadata } = namespace;
    metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name };
    if (previous === undefined) {
      namespace.spec = { finalizers: ['kubernetes'] };
    }
  },
  newStatus: () => ({ phase: 'Active' }),
};

export const secretRules: KindRules = {
  fill(secret) {
    const fields = secret as unknown as JsonObject;
    preset(fields, { type: 'Opaque' });
    const texts = objectAt(secret, 'stringData');
    for (const [key, text] of Object.entries(texts)) {
      child(fields, 'data')[key] = Buffer.from(String(text)).toString('base64');
    }
    delete fields['stringData'];
  },
  check: (secret) =>
    Object.entries(objectAt(secret, 'data')).flatMap(([key, value]) =>
      dataKeyProblems(`data[${key}]`, key, value),
    ),
  checkChange: (next, previous) => [
    ...fixedField(next, previous, 'type'),
    ...frozenData(next, previous),
  ],
};

export const configMapRules: KindRules = {
  check: (map) =>
    Object.entries(objectAt(map, 'data')).flatMap(([key, value]) =>
      dataKeyProblems(`data[${key}]`, key, value),
    ),
  checkChange: frozenData,
};

function dataKeyProblems(field: string, key: string, value: Json): Cause[] {
  if (typeof value !== 'string') {
    return [wrong(field, value, 'must be text')];
  }
  return /^[-._a-zA-Z0-9]+$/.test(key)
    ? []
    : [
        wrong(
          field,
          key,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        ),
      ];
}

/** With `immutable: true` neither that nor the data may change. */
function frozenData(next: KubeObject, previous: KubeObject): Cause[] {
  if (valueAt(previous, 'immutable') !== true) {
    return [];
  }
  const same = ['immutable', 'data', 'binaryData'].filter(
    (key) => fixedField(next, previous, key).length > 0,
  );
  return same.map((key) => forbiddenField(key, 'field is immutable when `immutable` is set'));
}

export const claimRules: KindRules = {
  fill(claim) {
    preset(specOf(claim), { volumeMode: 'Filesystem' });
  },
  newStatus: () => ({ phase: 'Pending' }),
  check: ({ spec = {} }) => [
    ...(listAt(spec, 'accessModes').length === 0
      ? [required('spec.accessModes', 'at least 1 access mode is required')]
      : []),
    ...(valueAt(spec, 'resources', 'requests', 'storage') === undefined
      ? [required('spec.resources[storage]')]
      : []),
  ],
};

const tcp = (holder: JsonObject) => {
  for (const port of children(holder, 'ports')) {
    preset(port, { protocol: 'TCP' });
  }
};

export const endpointsRules: KindRules = {
  fill(endpoints) {
    for (const subset of children(endpoints as unknown as JsonObject, 'subsets')) {
      tcp(subset);
    }
  },
};

export const sliceRules: KindRules = {
  fill(slice) {
    const fields = slice as unknown as JsonObject;
    tcp(fields);
    for (const port of children(fields, 'ports')) {
      preset(port, { name: '' });
    }
    for (const endpoint of children(fields, 'endpoints')) {
      preset(endpoint, { conditions: {} });
    }
  },
  check: (slice) => (textAt(slice, 'addressType') === '' ? [required('addressType')] : []),
  checkChange: (next, previous) => fixedField(next, previous, 'addressType'),
};

export const ingressRules: KindRules = { newStatus: () => ({ loadBalancer: {} }) };

export const networkPolicyRules: KindRules = {
  fill(policy) {
    const spec = specOf(policy);
    preset(spec, {
      podSelector: {},
      policyTypes: listAt(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'],
    });
    for (const key of ['ingress', 'egress']) {
      for (const rule of children(spec, key)) {
        tcp(rule);
      }
    }
  },
};

const rbacGroup = 'rbac.authorization.k8s.io';

export const bindingRules: KindRules = {
  fill(binding) {
    const fields = binding as unknown as JsonObject;
    preset(child(fields, 'roleRef'), { apiGroup: rbacGroup });
    for (const subject of children(fields, 'subjects')) {
      if (subject['kind'] !== 'ServiceAccount') {
        preset(subject, { apiGroup: rbacGroup });
      }
    }
  },
  check: (binding) => (textAt(binding, 'roleRef', 'name') === '' ? [required('roleRef.name')] : []),
  checkChange(next, previous) {
    const value = objectAt(next, 'roleRef');
    return fixedField(next, previous, 'roleRef').length === 0
      ? []
      : [wrong('roleRef', value, 'cannot change roleRef')];
  },
};

/** Roles show their rules also when there are none. */
export const roleRules: KindRules = {
  fill(role) {
    preset(role as unknown as JsonObject, { rules: null });
  },
};

/** Fields of an event that the API shows also when they are empty. */
export const eventRules: KindRules = {
  fill(event) {
    preset(event as unknown as JsonObject, {
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: null,
      reportingComponent: '',
      reportingInstance: '',
    });
  },
  check: ({ metadata, ...event }) =>
    (textAt(event, 'involvedObject', 'namespace') || 'default') === metadata.namespace
      ? []
      : [
          wrong(
            'involvedObject.namespace',
            textAt(event, 'involvedObject', 'namespace'),
            'does not match event.namespace',
          ),
        ],
};

/** Definitions are served at once, so their status says so from the start. */
export const definitionRules: KindRules = {
  fill(definition, { now }) {
    const spec = specOf(definition);
    const names = child(spec, 'names');
    preset(names, {
      singular: textAt(names, 'kind').toLowerCase(),
      listKind: `${textAt(names, 'kind')}List`,
    });
    preset(spec, { conversion: { strategy: 'None' } });
    const stored = listAt(spec, 'versions').find((one) => valueAt(one, 'storage') === true);
    const condition = (type: string, reason: string, message: string) => ({
      type,
      status: 'True',
      lastTransitionTime: now,
      reason,
      message,
    });
    const status = statusOf(definition);
    preset(status, {
      conditions: [
        condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
        condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
      ],
      storedVersions: [textAt(stored, 'name')],
    });
    status['acceptedNames'] = structuredClone(names);
  },
  check({ metadata, spec = {} }) {
    const plural = textAt(spec, 'names', 'plural');
    const expected = `${plural}.${textAt(spec, 'group')}`;
    return [
      ...(metadata.name === expected
        ? []
        : [wrong('metadata.name', metadata.name, 'must be spec.names.plural+"."+spec.group')]),
      ...(listAt(spec, 'versions').length === 0 ? [required('spec.versions')] : []),
      ...(textAt(spec, 'names', 'kind') === '' ? [required('spec.names.kind')] : []),
    ];
  },
};
