import { isObject, type Json, type JsonObject } from '../json.ts';
import { join } from '../pointer.ts';
import { textAt } from '../value-at.ts';
import { code } from './docs.ts';
import type { World } from './world.ts';

/** A name that activities may use as `${name}`. */
export interface Declared {
  name: string;
  /** Group of a secret; undefined for configuration. */
  group?: string;
  /** Where it is declared. */
  pointer: string;
  source: Json;
}

/** All names an experiment declares; configuration beats secrets, an earlier group a later one. */
export function declaredNames(experiment: Json | undefined): Declared[] {
  const { configuration, secrets } = isObject(experiment) ? experiment : ({} as JsonObject);
  const own = members(configuration).map(([name, source]) => {
    return { name, source, pointer: join('/configuration', name) };
  });
  const hidden = members(secrets).flatMap(([group, values]) =>
    isObject(values) && !isSource(values)
      ? members(values).map(([name, source]) => {
          return { name, source, group, pointer: join('/secrets', group, name) };
        })
      : [],
  );
  return [...own, ...hidden];
}

/** What a name stands for in a run of this window, in Markdown. A secret is never shown. */
export function resolved({ name, group, source }: Declared, world: World): string {
  const { say, environment } = world;
  if (isObject(source) && source['type'] === 'env') {
    const key = textAt(source, 'key') ?? '';
    const value = environment[key];
    const args = { key: code(key) };
    if (group !== undefined) {
      const set = value === undefined ? 'writing.secret-unset' : 'writing.secret-set';
      return say({ code: set, args });
    }
    if (value !== undefined) {
      const text = isSecretive(name) || isSecretive(key) ? '••••' : shorten(value);
      return say({ code: 'writing.value-env', args: { ...args, value: code(text) } });
    }
    return 'default' in source
      ? say({
          code: 'writing.value-default',
          args: { ...args, value: code(shorten(JSON.stringify(source['default']))) },
        })
      : say({ code: 'writing.value-unset', args });
  }
  if (group !== undefined) {
    const vault = isObject(source) && source['type'] === 'vault';
    return say({ code: vault ? 'writing.secret-vault' : 'writing.secret-inline' });
  }
  if (isObject(source) && source['type'] === 'probe') {
    return say({ code: 'writing.value-probe' });
  }
  const shown = isSecretive(name) ? '••••' : shorten(JSON.stringify(source));
  return say({ code: 'writing.value-inline', args: { value: code(shown) } });
}

/** The same in a few letters, for a list; empty where there is nothing to show. */
export function inShort({ name, group, source }: Declared, { environment, say }: World): string {
  if (group !== undefined) {
    return say({ code: 'writing.secret-of', args: { group } });
  }
  if (isObject(source) && (source['type'] === 'env' || source['type'] === 'probe')) {
    const key = textAt(source, 'key') ?? '';
    const value = environment[key] ?? source['default'];
    const hidden = isSecretive(name) || isSecretive(key);
    return value === undefined || hidden ? key : shorten(String(value), 30);
  }
  return isSecretive(name) ? '••••' : shorten(JSON.stringify(source), 30);
}

/** A name that says that what it stands for is nobody’s business. */
function isSecretive(name: string): boolean {
  return /passw|secret|token|credential|api_?key|private/i.test(name);
}

function isSource(value: JsonObject): boolean {
  return value['type'] === 'env' || value['type'] === 'vault';
}

function members(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function shorten(text: string, most = 200): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
