import type { Json, JsonObject } from '../experiment/json.ts';
import { isObject } from '../experiment/json.ts';
import type { Environment } from './configuration.ts';
import { Masker } from './mask.ts';
import { maskPayload } from './mask-payload.ts';

/** Names of the configuration that give access to Vault. */
const keys = ['vault_token', 'vault_role_secret'];

/**
 * An experiment as it was written, without the secrets that can be known before it runs: those that
 * stand in it, and those of the environment that it names.
 */
export function maskExperiment(experiment: JsonObject, environment: Environment): JsonObject {
  const masker = new Masker();
  masker.add(declaredSecrets(experiment, environment));
  return maskPayload({ experiment }, masker, [])['experiment'] as JsonObject;
}

function declaredSecrets(experiment: JsonObject, environment: Environment): string[] {
  const { secrets, configuration } = experiment;
  const access = isObject(configuration) ? keys.map((key) => configuration[key] ?? null) : [];
  return [secrets ?? null, ...access].flatMap((value) => secretsIn(value, environment));
}

function secretsIn(value: Json, environment: Environment): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => secretsIn(item, environment));
  }
  if (isObject(value)) {
    if (value['type'] === 'vault') {
      return [];
    }
    return value['type'] === 'env'
      ? [environment[String(value['key'])] ?? '']
      : Object.values(value).flatMap((item) => secretsIn(item, environment));
  }
  return value === null || typeof value === 'boolean' ? [] : [String(value)];
}
