import { randomUUID } from 'node:crypto';
import { hostname, machine, release, type, version } from 'node:os';
import { nativeVersion } from '../catalogue/kubernetes/version.ts';
import type { CatalogueEntry, Parameter } from '../catalogue/types.ts';
import { compatibleVersion } from '../engine/compatible-version.ts';
import type { Json, JsonObject } from '../experiment/json.ts';

/** The package whose activities are part of this program. */
export const nativePackage = 'chaostoolkit-kubernetes';

/** Types of arguments as discoveries name them. */
const portable: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'mapping',
};

/** The activities of this program in the form of the original's discovery files. */
export function discoveryOf(entries: readonly CatalogueEntry[]): JsonObject {
  return {
    chaoslib_version: compatibleVersion,
    id: randomUUID(),
    target: 'kubernetes',
    date: new Date().toISOString().replace('Z', '000+00:00'),
    platform: {
      system: type(),
      node: hostname(),
      release: release(),
      version: version(),
      machine: machine(),
      proc: '',
      python: null,
    },
    extension: { name: nativePackage, version: nativeVersion },
    activities: entries.map(activityOf),
    system: null,
  };
}

function activityOf(entry: CatalogueEntry): JsonObject {
  return {
    type: entry.kind,
    name: entry.func,
    mod: entry.module,
    doc: [entry.summary, entry.doc].filter((text) => text !== undefined).join('\n\n'),
    arguments: [
      ...entry.parameters.map(argumentOf),
      { name: 'secrets', default: null, type: 'mapping' },
    ],
  };
}

function argumentOf({ name, schema, required, default: fallback }: Parameter): JsonObject {
  const given: { default?: Json } = required ? {} : { default: fallback ?? null };
  const kind = typeof schema.type === 'string' ? portable[schema.type] : undefined;
  return { name, ...given, type: kind ?? 'object' };
}
