import { patchObject, replaceObject } from './change.ts';
import { createFromText, createObject } from './create.ts';
import { deleteObject } from './delete.ts';

/** `apply_from_json` */
export const applyFromJson = createFromText('JSON');

/** `apply_from_yaml` */
export const applyFromYaml = createFromText('YAML');

/** `create_custom_object` */
export const createCustomObject = createObject(true);

/** `create_cluster_custom_object` */
export const createClusterCustomObject = createObject(false);

/** `delete_custom_object` */
export const deleteCustomObject = deleteObject(true);

/** `delete_cluster_custom_object` */
export const deleteClusterCustomObject = deleteObject(false);

/** `patch_custom_object` */
export const patchCustomObject = patchObject(true);

/** `patch_cluster_custom_object` */
export const patchClusterCustomObject = patchObject(false);

/** `replace_custom_object` */
export const replaceCustomObject = replaceObject(true);

/** `replace_cluster_custom_object` */
export const replaceClusterCustomObject = replaceObject(false);
