import type { ActivityKind } from '../../experiment/model.ts';
import type { CatalogueEntry, Parameter } from '../types.ts';
import { flag, ns, optionalObject, optionalText, requiredText } from './parameters.ts';

const actions = 'chaosk8s.crd.actions';
const probes = 'chaosk8s.crd.probes';
const meshes = ['chaosk8s.chaosmesh.network', 'chaosk8s.chaosmesh.stress'];

const type = [
  requiredText('group', 'API group, such as `chaos-mesh.org`.'),
  requiredText('version', 'Version of the group, such as `v1alpha1`.'),
  requiredText('plural', 'Plural name of the resource, as in its URL.'),
];
const name = requiredText('name', 'Exact name of the object.');
const resource = optionalObject('resource', 'The object.');
const patch: Parameter = {
  name: 'resource',
  schema: { type: ['array', 'null'] },
  doc: 'A JSON Patch (RFC 6902): a list of operations.',
};
const file = optionalText(
  'resource_as_yaml_file',
  'Path of a YAML file with the same, instead of `resource`. Relative paths start at the folder the run was started in.',
);
const force = flag('force', false, 'Has no effect, neither here nor in the original.');

const created =
  'Returns the object as the API server made it. When there is one of this name already nothing is created, and the API server’s refusal is the result: that is no failure, but a warning in the log. Undo deletes the object.';
const fromText = `${created} The original fails every time: it sends the text instead of the object, and guesses the plural of the kind, where this asks the API server. It takes \`default\` as the namespace of an object that says none; here a cluster-wide object works too.`;
const deleted =
  'Returns the API server’s answer: its word that it is done or, where finalizers keep the object for a while, the object. Fails when there is no such object. Just the object that was seen is deleted, never a namesake created since. Undo creates it again; what its controller knew or removed is lost.';
const patched =
  'Returns the object as it is then. Fails when a path of the patch is not there or one of its tests fails. An object that changes at the same moment is patched as it is then. Undo gives the fields that the patch touches their former content.';
const replaced =
  'Returns the object as it is then. The original fails every time: it hands its client an argument that this does not know. A `metadata.resourceVersion` in the object is a lock: the replacement fails when the one in the cluster has changed since. Without it the object is replaced as it is at that moment. Undo gives all fields their former content.';
const read = 'Returns it as the API server has it. Fails when there is no such object.';
const listed = 'Returns the List as the API server has it, with all objects under `items`.';

/** An entry of these modules; they share all but their words. */
function entry(
  kind: ActivityKind,
  func: string,
  summary: string,
  doc: string,
  parameters: Parameter[],
  inMesh = false,
): CatalogueEntry {
  const part = kind === 'action' ? 'actions' : 'probes';
  return {
    module: kind === 'action' ? actions : probes,
    func,
    aliases: inMesh ? meshes.map((mesh) => `${mesh}.${part}.${func}`) : [],
    kind,
    summary,
    doc,
    parameters,
    destructive: kind === 'action',
  };
}

/** Activities of `chaosk8s.crd.*`. */
export const crdEntries: readonly CatalogueEntry[] = [
  entry('action', 'apply_from_json', 'Creates a custom object from JSON text.', fromText, [
    optionalText('resource', 'The object as JSON text. It must be there.'),
  ]),
  entry('action', 'apply_from_yaml', 'Creates a custom object from YAML text.', fromText, [
    optionalText('resource', 'The object as YAML text. It must be there.'),
  ]),
  entry(
    'action',
    'create_custom_object',
    'Creates a custom object in a namespace.',
    created,
    [...type, ns, resource, file],
    true,
  ),
  entry(
    'action',
    'delete_custom_object',
    'Deletes a custom object of a namespace.',
    deleted,
    [...type, name, ns],
    true,
  ),
  entry(
    'action',
    'create_cluster_custom_object',
    'Creates a cluster-wide custom object.',
    created,
    [...type, resource, file],
  ),
  entry(
    'action',
    'delete_cluster_custom_object',
    'Deletes a cluster-wide custom object.',
    deleted,
    [...type, name],
  ),
  entry('action', 'patch_custom_object', 'Patches a custom object of a namespace.', patched, [
    ...type,
    name,
    ns,
    force,
    patch,
    file,
  ]),
  entry('action', 'replace_custom_object', 'Replaces a custom object of a namespace.', replaced, [
    ...type,
    name,
    ns,
    force,
    resource,
    file,
  ]),
  entry('action', 'patch_cluster_custom_object', 'Patches a cluster-wide custom object.', patched, [
    ...type,
    name,
    force,
    patch,
    file,
  ]),
  entry(
    'action',
    'replace_cluster_custom_object',
    'Replaces a cluster-wide custom object.',
    replaced,
    [...type, name, force, resource, file],
  ),
  entry(
    'probe',
    'get_custom_object',
    'Reads a custom object of a namespace.',
    read,
    [...type, name, ns],
    true,
  ),
  entry(
    'probe',
    'list_custom_objects',
    'Lists the custom objects of a namespace.',
    listed,
    [...type, ns],
    true,
  ),
  entry('probe', 'get_cluster_custom_object', 'Reads a cluster-wide custom object.', read, [
    ...type,
    name,
  ]),
  entry(
    'probe',
    'list_cluster_custom_objects',
    'Lists cluster-wide custom objects.',
    `${listed} Of a kind that lives in namespaces it lists those of all.`,
    type,
  ),
];
