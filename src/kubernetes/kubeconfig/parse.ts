import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import { readJsonConfig } from './read-json.ts';
import type { Entry, KubeCluster, KubeContext, KubeUser } from './types.ts';

/** One kubeconfig file, not yet merged; paths in it as written. */
export interface KubeconfigFile {
  currentContext?: string;
  clusters: Map<string, Entry<KubeCluster>>;
  users: Map<string, Entry<KubeUser>>;
  contexts: Map<string, Entry<KubeContext>>;
}

/** A place in a text: names of members and numbers of items. */
type Path = readonly (string | number)[];

/** What is in a text, and on which line from 1. */
export interface ReadText {
  value: Json;
  lineOf(path: Path): number;
}

/** Keys whose values must be text, and of which kind the others are. */
const fields = {
  cluster: {
    text: ['server', 'tls-server-name', 'certificate-authority', 'certificate-authority-data'],
    more: ['proxy-url'],
    yesNo: ['insecure-skip-tls-verify', 'disable-compression'],
  },
  user: {
    text: ['client-certificate', 'client-certificate-data', 'client-key', 'client-key-data'],
    more: ['token', 'tokenFile', 'as', 'as-uid', 'username', 'password'],
    yesNo: [],
  },
  context: { text: ['cluster', 'user', 'namespace'], more: [], yesNo: [] },
} as const;

type Kind = keyof typeof fields;

/**
 * Reads one kubeconfig file, YAML or JSON. Unknown keys are kept and mean nothing, as in kubectl.
 * @throws HumanError `kubernetes.kubeconfig-syntax`, `-shape`, `-duplicate` with file and line
 */
export async function parseKubeconfig(text: string, file: string): Promise<KubeconfigFile> {
  const { value: root, lineOf } =
    readJsonConfig(text) ?? (await import('./read-yaml.ts')).readYamlConfig(text, file);
  const result: KubeconfigFile = { clusters: new Map(), users: new Map(), contexts: new Map() };
  if (root === null) {
    return result;
  }
  const shape = (path: Path, what: string, wanted: string): HumanError =>
    new HumanError('kubernetes.kubeconfig-shape', { file, line: lineOf(path), what, wanted });
  if (!isObject(root)) {
    throw shape([], 'a kubeconfig', 'an object');
  }
  const current = root['current-context'] ?? null;
  if (current !== null) {
    if (typeof current !== 'string') {
      throw shape(['current-context'], 'current-context', 'a text');
    }
    result.currentContext = current;
  }

  const entries = <T>(list: string, kind: Kind, into: Map<string, Entry<T>>): void => {
    const items = root[list] ?? null;
    if (items === null) {
      return;
    }
    if (!Array.isArray(items)) {
      throw shape([list], list, 'a list');
    }
    for (const [index, item] of items.entries()) {
      const at = [list, index];
      if (!isObject(item)) {
        throw shape(at, `an entry of ${list}`, 'an object');
      }
      const name = item['name'] ?? '';
      const line = lineOf(item['name'] === undefined ? at : [...at, 'name']);
      if (typeof name !== 'string') {
        throw shape([...at, 'name'], `the name in ${list}`, 'a text');
      }
      if (into.has(name)) {
        throw new HumanError('kubernetes.kubeconfig-duplicate', { file, line, kind, name });
      }
      const value = item[kind] ?? {};
      if (!isObject(value)) {
        throw shape([...at, kind], `${kind} “${name}”`, 'an object');
      }
      checkFields(value, kind, (key, wanted) =>
        shape([...at, kind, ...key.split('.')], `${key} of ${name}`, wanted),
      );
      into.set(name, { value: value as T, file, line });
    }
  };
  entries('clusters', 'cluster', result.clusters);
  entries('users', 'user', result.users);
  entries('contexts', 'context', result.contexts);
  return result;
}

function checkFields(
  value: JsonObject,
  kind: Kind,
  wrong: (key: string, wanted: string) => HumanError,
): void {
  const { text, more, yesNo } = fields[kind];
  for (const key of [...text, ...more]) {
    if (typeof (value[key] ?? '') !== 'string') {
      throw wrong(key, 'a text (put it in quotes)');
    }
  }
  for (const key of yesNo) {
    if (typeof (value[key] ?? false) !== 'boolean') {
      throw wrong(key, 'true or false');
    }
  }
  const exec = value['exec'] ?? null;
  if (kind === 'user' && isObject(exec) && typeof exec['command'] !== 'string') {
    throw wrong('exec.command', 'a text');
  }
}
