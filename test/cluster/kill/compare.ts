import { isObject, type Json, type JsonObject } from '../../../src/experiment/json.ts';

/** Paths into an object. */
type Paths = readonly (readonly string[])[];

/** What changes whenever something is written. */
const always: Paths = [
  ['status'],
  ['metadata', 'resourceVersion'],
  ['metadata', 'managedFields'],
  ['metadata', 'generation'],
];

const alwaysByKind: Readonly<Record<string, Paths>> = {
  // Counts as `generation` does.
  DaemonSet: [['metadata', 'annotations', 'deprecated.daemonset.template.generation']],
};

/** What an object that was created again has otherwise than before. */
const again: Paths = [
  ['metadata', 'uid'],
  ['metadata', 'creationTimestamp'],
  ['metadata', 'ownerReferences'],
];

/** The same by kind: what the reasons of the grades tell of. */
const againByKind: Readonly<Record<string, Paths>> = {
  // Its history of revisions is gone.
  Deployment: [['metadata', 'annotations', 'deployment.kubernetes.io/revision']],
  // Where it runs and its token are those of its new life.
  Pod: [
    ['spec', 'nodeName'],
    ['spec', 'volumes'],
    ['spec', 'containers'],
    ['spec', 'tolerations'],
  ],
};

/** Taints with which controllers tell how a node is. */
const ofControllers = /^node\.kubernetes\.io\//;

/** What is left of objects once the fields have been taken away that an undo may leave otherwise. */
export function comparable(state: Json, grade: 'exact' | 'partial'): Json {
  const found = (Array.isArray(state) ? state : [state]).flatMap(objectsOf);
  return found.map((object) => withoutFields(object, grade));
}

/** An object, or those of a list with their kind. */
function objectsOf(value: Json): JsonObject[] {
  if (!isObject(value)) {
    return [];
  }
  const { items, kind } = value;
  return Array.isArray(items)
    ? (items as JsonObject[]).map((item) => ({ kind: String(kind).replace(/List$/, ''), ...item }))
    : [value];
}

function withoutFields(object: JsonObject, grade: 'exact' | 'partial'): Json {
  const copy = structuredClone(object);
  const kind = String(copy['kind']);
  const paths = [...always, ...(alwaysByKind[kind] ?? [])];
  if (grade === 'partial') {
    paths.push(...again, ...(againByKind[kind] ?? []));
  }
  for (const path of paths) {
    deleteAt(copy, path);
  }
  const spec = copy['spec'];
  if (kind === 'Node' && spec !== undefined && isObject(spec)) {
    const taints = (spec['taints'] ?? []) as JsonObject[];
    spec['taints'] = taints.filter(({ key }) => !ofControllers.test(String(key)));
  }
  // One that is there with nothing in it is as good as none.
  const metadata = copy['metadata'] as JsonObject;
  if (Object.keys((metadata['annotations'] ?? {}) as JsonObject).length === 0) {
    delete metadata['annotations'];
  }
  return copy;
}

function deleteAt(object: JsonObject, [first = '', ...rest]: readonly string[]): void {
  const inner = object[first];
  if (rest.length === 0) {
    delete object[first];
  } else if (inner !== undefined && isObject(inner)) {
    deleteAt(inner, rest);
  }
}
