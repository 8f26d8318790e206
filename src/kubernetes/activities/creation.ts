import { extname } from 'node:path';
import { parse } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import { namespaceOf, requiredText } from './arguments.ts';
import { applyRequests } from './deletion.ts';
import { runAnnotation } from './recorder.ts';
import { about, apiVersion, collectionPath, objectPath, type Resource } from './resources.ts';
import type { KubernetesAction, PlanContext } from './types.ts';

/** An action that creates the one object of a manifest file; it gives nothing. */
export function createFromFile(resource: Resource): KubernetesAction {
  return {
    kind: 'action',
    async plan(args, _reader, context) {
      const namespace = namespaceOf(args);
      const manifest = await readManifest(requiredText(args, 'spec_path'), context);
      const metadata = isObject(manifest['metadata']) ? manifest['metadata'] : {};
      const annotations = isObject(metadata['annotations']) ? metadata['annotations'] : {};
      const body: JsonObject = {
        ...manifest,
        metadata: { ...metadata, annotations: { ...annotations, [runAnnotation]: context.runId } },
      };
      const name = typeof metadata['name'] === 'string' ? metadata['name'] : undefined;
      const target = {
        apiVersion: apiVersion(resource),
        kind: resource.kind,
        namespace,
        name: name ?? `${String(metadata['generateName'] ?? '')}*`,
      };
      return {
        targets: [target],
        requests: [
          {
            method: 'POST',
            path: collectionPath(resource, namespace),
            body,
            ...about(resource, target, 'create'),
          },
        ],
        inverse:
          name === undefined
            ? []
            : [
                {
                  method: 'DELETE',
                  path: objectPath(resource, namespace, name),
                  ...about(resource, target, 'delete'),
                },
              ],
        undo:
          name === undefined
            ? { grade: 'none', reason: { code: 'kubernetes.undo-generated-name' } }
            : { grade: 'exact' },
        warnings: [],
      };
    },
    async execute(plan, client, context) {
      await applyRequests(plan, 'created', client, context);
      return null;
    },
  };
}

/** The object of a JSON or YAML file, by its extension as the original tells them apart. */
async function readManifest(path: string, context: PlanContext): Promise<JsonObject> {
  const extension = extname(path);
  if (!['.json', '.yml', '.yaml'].includes(extension)) {
    throw new HumanError('kubernetes.manifest-extension', { path });
  }
  let text: string;
  try {
    text = await context.readText(path);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HumanError('kubernetes.manifest-unreadable', { path, reason }, { cause });
  }
  let value: Json;
  try {
    value = extension === '.json' ? JSON.parse(text) : parse(text, { version: '1.1' });
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new HumanError('kubernetes.manifest-syntax', { path, reason }, { cause });
  }
  if (!isObject(value)) {
    throw new HumanError('kubernetes.manifest-shape', { path });
  }
  return value;
}
