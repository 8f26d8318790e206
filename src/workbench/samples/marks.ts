import type { KubeObject } from '../../kubernetes/objects.ts';

/** Labels of everything that deploying the samples creates; a list by them is a superset of ours. */
export const ourLabels = {
  'app.kubernetes.io/managed-by': 'chaos-workbench',
  'app.kubernetes.io/part-of': 'chaos-workbench-samples',
} as const;

/** The same as a label selector. */
export const ourSelector = Object.entries(ourLabels)
  .map(([key, value]) => `${key}=${value}`)
  .join(',');

/** Written into what deploying creates, never into what was found: the name of the sample. */
export const createdAnnotation = 'chaos-workbench/sample';

/** On a pod template: a digest of all that it runs, so that any change rolls out. */
export const checksumAnnotation = 'chaos-workbench/checksum';

/** Whether deploying the samples created an object. Labels alone can be copied by anyone. */
export function isOurs(object: KubeObject): boolean {
  const { labels = {}, annotations = {} } = object.metadata;
  return (
    Object.entries(ourLabels).every(([key, value]) => labels[key] === value) &&
    annotations[createdAnnotation] !== undefined
  );
}
