import { extname } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { Change } from '../../plan.ts';
import type { KubernetesAction, PlanContext } from '../types.ts';
import { namespaceOf, requiredText } from './arguments.ts';
import { applyChanges } from './deletion.ts';
import { runAnnotation } from './recorder.ts';
import { about, apiVersion, collectionPath, objectPath, type Resource } from './resources.ts';

/** An action that creates the one object of a manifest file; it gives nothing. */
export function createFromFile(resource: Resource): KubernetesAction {
  return {
    kind: 'action',
    access: () => [],
    async plan(args, _reader, context) {
      const namespace = namespaceOf(args);
      const manifest = await readObject(requiredText(args, 'spec_path'), context);
      return { changes: [creation(resource, namespace, manifest, context)], warnings: [] };
    },
    async execute(plan, client, context) {
      await applyChanges(plan.changes, 'created', client, context);
      return null;
    },
  };
}

/**
 * The creation of an object, with a mark by which it is known again.
 * @param namespace missing for what is cluster-wide
 */
export function creation(
  resource: Resource,
  namespace: string | undefined,
  manifest: JsonObject,
  context: PlanContext,
): Change {
  const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
  const annotations = isObject(metadata['annotations']) ? metadata['annotations'] : {};
  const name = nameOf(metadata, context);
  const body: JsonObject = {
    ...manifest,
    metadata: {
      ...metadata,
      ...(name !== undefined && { name }),
      annotations: { ...annotations, [runAnnotation]: markOf(context) },
    },
  };
  const target = {
    apiVersion: apiVersion(resource),
    kind: resource.kind,
    ...(namespace !== undefined && { namespace }),
    name: name ?? '',
  };
  return {
    request: {
      method: 'POST',
      path: collectionPath(resource, namespace),
      body,
      ...about(resource, target, 'create'),
    },
    inverse: [
      {
        method: 'DELETE',
        path: objectPath(resource, namespace, target.name),
        ...about(resource, target, 'delete'),
      },
    ],
    undo: { grade: 'exact' },
  };
}

/** Letters of names that are made up: no vowels, so that they make no words, as in the API server. */
const letters = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * The name of what is created. One that the server would make up (`generateName`) is made up here,
 * so that a repeated creation is refused and the object can be found again. Without either it is
 * left to the server to refuse.
 */
function nameOf(metadata: JsonObject, context: PlanContext): string | undefined {
  const { name, generateName } = metadata;
  if (typeof name === 'string' && name !== '') {
    return name;
  }
  return typeof generateName === 'string' && generateName !== ''
    ? `${generateName.slice(0, 58)}${drawn(5, context)}`
    : undefined;
}

/** What tells a created object from that of another activity, of this run or any other. */
function markOf(context: PlanContext): string {
  return `${context.runId}/${drawn(8, context)}`;
}

/** So many letters, drawn. */
export function drawn(count: number, context: PlanContext): string {
  const draw = () => letters[Math.floor(context.random() * letters.length)] ?? '';
  return Array.from({ length: count }, draw).join('');
}

/** The object of a JSON or YAML file, by its extension as the original tells them apart. */
export async function readObject(path: string, context: PlanContext): Promise<JsonObject> {
  const extension = extname(path);
  if (!['.json', '.yml', '.yaml'].includes(extension)) {
    throw new HumanError('kubernetes.manifest-extension', { path });
  }
  const value = await readManifest(path, extension === '.json' ? 'JSON' : 'YAML', context);
  if (!isObject(value)) {
    throw new HumanError('kubernetes.manifest-shape', { path });
  }
  return value;
}

/** The value in a manifest file. */
export async function readManifest(
  path: string,
  format: 'JSON' | 'YAML',
  context: PlanContext,
): Promise<Json> {
  let text: string;
  try {
    text = await context.readText(path);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HumanError('kubernetes.manifest-unreadable', { path, reason }, { cause });
  }
  try {
    return await parseManifest(text, format);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HumanError('kubernetes.manifest-syntax', { path, reason }, { cause });
  }
}

/**
 * The value in a manifest's text; YAML is 1.1, as the original reads it.
 * @throws SyntaxError, YAMLParseError
 */
export async function parseManifest(text: string, format: 'JSON' | 'YAML'): Promise<Json> {
  if (format === 'JSON') {
    return JSON.parse(text);
  }
  const { parse } = await import('yaml');
  return parse(text, { version: '1.1' });
}
