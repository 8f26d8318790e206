/**
 * Writes `src/practice/api/data/protobuf.json`: how typed clients of Kubernetes (kubectl) encode the
 * kinds of the practice cluster. Read from the Go modules of Kubernetes: `.proto` files have numbers
 * and types, the tags of the Go structs have the JSON names.
 *
 *     node build/practice-protobuf.mjs ~/go/pkg/mod/k8s.io 0.35.4
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [modules = '', version = ''] = process.argv.slice(2);

/** Messages that a client may send; all that they are made of comes along. */
const roots = {
  'k8s.io.api.core.v1': [
    ...['ConfigMap', 'Endpoints', 'Event', 'Namespace', 'Node', 'PersistentVolumeClaim', 'Pod'],
    ...['Secret', 'ServiceAccount', 'Service', 'Binding'],
  ],
  'k8s.io.api.apps.v1': [
    ...['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  ],
  'k8s.io.api.batch.v1': ['CronJob', 'Job'],
  'k8s.io.api.networking.v1': ['Ingress', 'NetworkPolicy'],
  'k8s.io.api.policy.v1': ['PodDisruptionBudget', 'Eviction'],
  'k8s.io.api.autoscaling.v1': ['Scale'],
  'k8s.io.api.autoscaling.v2': ['HorizontalPodAutoscaler'],
  'k8s.io.api.discovery.v1': ['EndpointSlice'],
  'k8s.io.api.coordination.v1': ['Lease'],
  'k8s.io.api.events.v1': ['Event'],
  'k8s.io.api.rbac.v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'k8s.io.api.authentication.v1': ['SelfSubjectReview', 'TokenRequest'],
  'k8s.io.api.authorization.v1': [
    ...['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview'],
    'SubjectAccessReview',
  ],
  'k8s.io.apimachinery.pkg.apis.meta.v1': ['DeleteOptions'],
};

const scalars = { string: 's', int32: 'i', int64: 'I', bool: 'b', bytes: 'y', double: 'd' };

/** Message → its fields. */
const messages = new Map();

function readPackage(file) {
  const text = readFileSync(file, 'utf8');
  const name = /^package ([\w.]+);/m.exec(text)?.[1] ?? '';
  const tags = readTags(dirname(file));
  for (const [, message, body] of text.matchAll(/^message (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const fields = [
      ...body.matchAll(/^ {2}(optional|repeated|map<string, ([\w.]+)>) ?([\w.]*) (\w+) = (\d+)/gm),
    ];
    messages.set(
      `${name}.${message}`,
      fields.map(([, label, mapped, type, field, number]) =>
        describe({
          label,
          type: mapped ?? type,
          field,
          number,
          name,
          tag: tags.get(`${message}.${field}`),
        }),
      ),
    );
  }
}

/** `[number, JSON name, type, flags]`; flags: r repeated, m map, l inline, o left out when zero. */
function describe({ label, type, field, number, name, tag }) {
  const full = scalars[type] ?? (type.startsWith('.') ? type.slice(1) : `${name}.${type}`);
  const flags = [
    label === 'repeated' ? 'r' : '',
    label.startsWith('map') ? 'm' : '',
    tag?.inline ? 'l' : '',
    tag?.omit ? 'o' : '',
  ];
  return [Number(number), tag?.json || field, full, flags.join('')];
}

/** `Struct.protoName` → what the struct's tag says. */
function readTags(folder) {
  const tags = new Map();
  for (const file of globSync(join(folder, '*.go'))) {
    let struct = '';
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      struct = /^type (\w+) struct/.exec(line)?.[1] ?? struct;
      const match = /^\s+(?:\w+\s+)?(\S+)\s+`json:"([^"]*)"[^`]*protobuf:"[^"]*name=(\w+)/.exec(
        line,
      );
      if (match !== null) {
        const [, type, json, name] = match;
        const [own, ...options] = json.split(',');
        tags.set(`${struct}.${name}`, {
          json: own,
          inline: options.includes('inline'),
          omit: options.includes('omitempty') && !type.startsWith('*'),
        });
      }
    }
  }
  return tags;
}

for (const module of ['api', 'apimachinery', 'apiextensions-apiserver']) {
  for (const file of globSync(join(modules, `${module}@v${version}`, '**/generated.proto'))) {
    readPackage(file);
  }
}

const wanted = Object.entries(roots).flatMap(([name, kinds]) =>
  kinds.map((kind) => `${name}.${kind}`),
);
const kept = {};
while (wanted.length > 0) {
  const name = wanted.pop();
  if (!(name in kept)) {
    const fields = messages.get(name);
    if (fields === undefined) {
      throw new Error(`no message ${name}`);
    }
    kept[name] = fields;
    wanted.push(...fields.map(([, , type]) => type).filter((type) => type.includes('.')));
  }
}

/** Kind with its API version → message. */
const kinds = Object.fromEntries(
  Object.entries(roots).flatMap(([name, list]) =>
    list.map((kind) => [`${apiVersion(name)} ${kind}`, `${name}.${kind}`]),
  ),
);

function apiVersion(name) {
  const [group, own] = name.split('.').slice(-2);
  const full = [
    'networking',
    'discovery',
    'coordination',
    'events',
    'authentication',
    'authorization',
  ];
  if (group === 'core' || group === 'meta') {
    return own;
  }
  const suffix = group === 'rbac' ? '.authorization.k8s.io' : full.includes(group) ? '.k8s.io' : '';
  return `${group}${suffix}/${own}`;
}

const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(
  'src/practice/api/data/protobuf.json',
  `${JSON.stringify({ version, kinds, messages: sorted })}\n`,
);
