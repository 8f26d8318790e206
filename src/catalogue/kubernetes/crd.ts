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
const resource = optionalObject('resource', 'The object, or for a patch a JSON Patch document.');
const file = optionalText(
  'resource_as_yaml_file',
  'Path of a YAML file with the same, instead of `resource`.',
);
const force = flag('force', false, 'Takes over fields that somebody else manages.');

/** An entry of these modules; they share all but their words. */
function entry(
  kind: ActivityKind,
  func: string,
  summary: string,
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
    parameters,
    destructive: kind === 'action',
    unsupported: true,
  };
}

/** Activities of `chaosk8s.crd.*`. */
export const crdEntries: readonly CatalogueEntry[] = [
  entry('action', 'apply_from_json', 'Creates a custom object from JSON text.', [
    optionalText('resource', 'The object as JSON text.'),
  ]),
  entry('action', 'apply_from_yaml', 'Creates a custom object from YAML text.', [
    optionalText('resource', 'The object as YAML text.'),
  ]),
  entry(
    'action',
    'create_custom_object',
    'Creates a custom object in a namespace.',
    [...type, ns, resource, file],
    true,
  ),
  entry(
    'action',
    'delete_custom_object',
    'Deletes a custom object of a namespace.',
    [...type, name, ns],
    true,
  ),
  entry('action', 'create_cluster_custom_object', 'Creates a cluster-wide custom object.', [
    ...type,
    resource,
    file,
  ]),
  entry('action', 'delete_cluster_custom_object', 'Deletes a cluster-wide custom object.', [
    ...type,
    name,
  ]),
  entry('action', 'patch_custom_object', 'Patches a custom object of a namespace.', [
    ...type,
    name,
    ns,
    force,
    resource,
    file,
  ]),
  entry('action', 'replace_custom_object', 'Replaces a custom object of a namespace.', [
    ...type,
    name,
    ns,
    force,
    resource,
    file,
  ]),
  entry('action', 'patch_cluster_custom_object', 'Patches a cluster-wide custom object.', [
    ...type,
    name,
    force,
    resource,
    file,
  ]),
  entry('action', 'replace_cluster_custom_object', 'Replaces a cluster-wide custom object.', [
    ...type,
    name,
    force,
    resource,
    file,
  ]),
  entry(
    'probe',
    'get_custom_object',
    'Reads a custom object of a namespace.',
    [...type, name, ns],
    true,
  ),
  entry(
    'probe',
    'list_custom_objects',
    'Lists the custom objects of a namespace.',
    [...type, ns],
    true,
  ),
  entry('probe', 'get_cluster_custom_object', 'Reads a cluster-wide custom object.', [
    ...type,
    name,
  ]),
  entry('probe', 'list_cluster_custom_objects', 'Lists cluster-wide custom objects.', type),
];
