import { createHash } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import type { Json, JsonObject } from '../../experiment/json.ts';
import type { Sample } from './files.ts';
import { checksumAnnotation, createdAnnotation, ourLabels } from './marks.ts';

/** The image that runs a program from a ConfigMap. */
const stockImage = 'node:24-alpine';

/** Where the ConfigMap is mounted. */
const folder = '/app';

/** Characters of a digest that are enough to tell two programs apart. */
const digestLength = 10;

/** Kinds that the samples consist of. */
export type SampleKind = 'ConfigMap' | 'Deployment' | 'Service';

/** An object as it is sent to the cluster. */
export type Wanted = {
  apiVersion: string;
  kind: SampleKind;
  metadata: {
    name: string;
    namespace: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
  };
} & JsonObject;

/** What a sample runs: an image of one's own, or a program on the stock image. */
export type SampleSource = { image: string } | { program: string };

/** The parts of a Deployment's manifest that are filled in. */
type Template = {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> };
  spec: { containers: [JsonObject, ...JsonObject[]]; volumes?: Json };
};

/**
 * The objects of one sample, in the order in which they are created.
 * @param manifest YAML of its Deployment and its Service
 */
export function sampleObjects(
  sample: Sample,
  manifest: string,
  source: SampleSource,
  namespace: string,
): Wanted[] {
  const wanted: Wanted[] = [];
  for (const document of parseAllDocuments(manifest)) {
    const object = document.toJS() as Wanted;
    mark(object, sample, namespace);
    if (object.kind === 'Deployment') {
      const config =
        'program' in source && programMap(object.metadata.name, sample, source.program);
      if (config) {
        mark(config, sample, namespace);
        wanted.push(config);
      }
      fillTemplate(object, 'image' in source ? source.image : stockImage, config || undefined);
    }
    wanted.push(object);
  }
  return wanted;
}

function mark(object: Wanted, sample: Sample, namespace: string): void {
  const { metadata } = object;
  object.metadata = {
    ...metadata,
    namespace,
    labels: { ...metadata.labels, ...ourLabels },
    annotations: { ...metadata.annotations, [createdAnnotation]: sample },
  };
}

/**
 * A program as a ConfigMap of its own name for each content: pods of an earlier rollout that start
 * again still find theirs.
 */
function programMap(deployment: string, sample: Sample, program: string): Wanted {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${deployment}-program-${digest(program)}`,
      namespace: '',
      labels: { app: deployment },
      annotations: {},
    },
    immutable: true,
    data: { [`${sample}.mjs`]: program },
  };
}

function fillTemplate(deployment: Wanted, image: string, config: Wanted | undefined): void {
  const { template } = deployment['spec'] as unknown as { template: Template };
  const [container] = template.spec.containers;
  container['image'] = image;
  if (config !== undefined) {
    const [file] = Object.keys(config['data'] as JsonObject);
    container['command'] = ['node', `${folder}/${file}`];
    container['volumeMounts'] = [{ name: 'program', mountPath: folder, readOnly: true }];
    template.spec.volumes = [{ name: 'program', configMap: { name: config.metadata.name } }];
  } else {
    // A merge patch leaves alone what is not named, and a ConfigMap may have been mounted before.
    template.spec.volumes = null;
  }
  template.metadata.labels = { ...template.metadata.labels, ...ourLabels };
  template.metadata.annotations = {
    ...template.metadata.annotations,
    [checksumAnnotation]: digest(JSON.stringify(template.spec)),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digestLength);
}

/** The checksum that a wanted Deployment's pods carry. */
export function checksumOf(deployment: Wanted): string {
  const { template } = deployment['spec'] as unknown as { template: Template };
  return template.metadata.annotations?.[checksumAnnotation] ?? '';
}
