import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Tags,
  type YAMLMap,
} from 'yaml';
import { HumanError } from '../../messages/error.ts';
import type { Entry, KubeCluster, KubeContext, KubeUser } from './types.ts';

/** One kubeconfig file, not yet merged; paths in it as written. */
export interface KubeconfigFile {
  currentContext?: string;
  clusters: Map<string, Entry<KubeCluster>>;
  users: Map<string, Entry<KubeUser>>;
  contexts: Map<string, Entry<KubeContext>>;
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
export function parseKubeconfig(text: string, file: string): KubeconfigFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    schema: 'yaml-1.1',
    customTags: asKubectlReads,
    merge: true,
  });
  const lineOf = (node: unknown): number =>
    lines.linePos((node as Node | undefined)?.range?.[0] ?? 0).line;
  const syntax = document.errors[0];
  if (syntax !== undefined) {
    throw new HumanError('kubernetes.kubeconfig-syntax', {
      file,
      line: syntax.linePos?.[0].line ?? 1,
      reason: syntax.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '',
    });
  }
  const root = document.contents;
  const result: KubeconfigFile = { clusters: new Map(), users: new Map(), contexts: new Map() };
  if (root === null || (isScalar(root) && root.value === null)) {
    return result;
  }
  const shape = (node: unknown, what: string, wanted: string): HumanError =>
    new HumanError('kubernetes.kubeconfig-shape', { file, line: lineOf(node), what, wanted });
  if (!isMap(root)) {
    throw shape(root, 'a kubeconfig', 'an object');
  }
  const current = root.get('current-context', true) as Node | undefined;
  if (isScalar(current) && current.value !== null) {
    if (typeof current.value !== 'string') {
      throw shape(current, 'current-context', 'a text');
    }
    result.currentContext = current.value;
  }

  const entries = <T>(list: string, kind: Kind, into: Map<string, Entry<T>>): void => {
    const items = root.get(list, true) as Node | undefined;
    if (items === undefined || (isScalar(items) && items.value === null)) {
      return;
    }
    if (!isSeq(items)) {
      throw shape(items, list, 'a list');
    }
    for (const item of items.items) {
      if (!isMap(item)) {
        throw shape(item, `an entry of ${list}`, 'an object');
      }
      const name = item.get('name', true) as Node | undefined;
      const text = isScalar(name) ? (name.value ?? '') : '';
      if (typeof text !== 'string') {
        throw shape(name, `the name in ${list}`, 'a text');
      }
      if (into.has(text)) {
        throw new HumanError('kubernetes.kubeconfig-duplicate', {
          file,
          line: lineOf(name ?? item),
          kind,
          name: text,
        });
      }
      const value = item.get(kind, true) as Node | undefined;
      if (value !== undefined && !isMap(value) && !(isScalar(value) && value.value === null)) {
        throw shape(value, `${kind} “${text}”`, 'an object');
      }
      if (isMap(value)) {
        checkFields(value, kind, (node, key, wanted) => shape(node, `${key} of ${text}`, wanted));
      }
      const plain = isMap(value) ? (value.toJS(document) as T) : ({} as T);
      into.set(text, { value: plain, file, line: lineOf(name ?? item) });
    }
  };
  entries('clusters', 'cluster', result.clusters);
  entries('users', 'user', result.users);
  entries('contexts', 'context', result.contexts);
  return result;
}

/** kubectl's YAML is 1.1 (`yes` is true, `n` is no text) but knows neither dates nor base 60. */
function asKubectlReads(tags: Tags): Tags {
  return tags.filter(
    (tag) =>
      typeof tag === 'string' ||
      !(tag.tag.endsWith(':timestamp') || ('format' in tag && tag.format === 'TIME')),
  );
}

function checkFields(
  map: YAMLMap,
  kind: Kind,
  wrong: (node: unknown, key: string, wanted: string) => HumanError,
): void {
  const { text, more, yesNo } = fields[kind];
  for (const key of [...text, ...more]) {
    const node = map.get(key, true) as Node | undefined;
    if (
      node !== undefined &&
      !(isScalar(node) && ['string', 'object'].includes(typeof node.value))
    ) {
      throw wrong(node, key, 'a text (put it in quotes)');
    }
  }
  for (const key of yesNo) {
    const node = map.get(key, true) as Node | undefined;
    if (
      node !== undefined &&
      !(isScalar(node) && ['boolean', 'object'].includes(typeof node.value))
    ) {
      throw wrong(node, key, 'true or false');
    }
  }
  const exec = map.get('exec', true) as Node | undefined;
  if (kind === 'user' && isMap(exec) && typeof exec.get('command') !== 'string') {
    throw wrong(exec, 'exec.command', 'a text');
  }
}
