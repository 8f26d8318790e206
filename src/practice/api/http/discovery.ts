import type { JsonObject } from '../../../experiment/json.ts';
import type { Registry } from '../registry/registry.ts';
import { apiVersionOf, type Resource } from '../registry/resource.ts';
import { reviewKinds } from './review-kinds.ts';

/** What discovery needs of a kind; reviews are kinds that nobody stores. */
type Described = Pick<
  Resource,
  | 'group'
  | 'version'
  | 'plural'
  | 'singular'
  | 'kind'
  | 'namespaced'
  | 'shortNames'
  | 'categories'
  | 'subresources'
> & { verbs: readonly string[] };

/** Describes all that the server offers, in the shapes that clients ask for. */
export class Discovery {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** The answer for a path, or undefined where the path is not one of discovery. */
  answer(path: string, accept: string | undefined): JsonObject | undefined {
    const [root, group, version, ...more] = path.split('/').filter((part) => part !== '');
    if (more.length > 0 || (root !== 'api' && root !== 'apis')) {
      return undefined;
    }
    if (group === undefined) {
      return isAggregated(accept) ? this.#aggregated(root) : this.#roots(root);
    }
    if (root === 'api') {
      return version === undefined ? this.#resources('', group) : undefined;
    }
    return version === undefined ? this.#group(group) : this.#resources(group, version);
  }

  #all(): Described[] {
    return [...this.#registry.all(), ...reviewKinds].sort((a, b) => (a.plural < b.plural ? -1 : 1));
  }

  #versions(group: string): string[] {
    const all = this.#all().filter((one) => one.group === group);
    return [...new Set(all.map(({ version }) => version))].sort(byPriority);
  }

  #groups(): string[] {
    const named = this.#all().map(({ group }) => group);
    return [...new Set(named)].filter((group) => group !== '').sort();
  }

  #roots(root: string): JsonObject {
    return root === 'api'
      ? { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }
      : {
          kind: 'APIGroupList',
          apiVersion: 'v1',
          groups: this.#groups().map((group) => this.#groupEntry(group)),
        };
  }

  #groupEntry(group: string): JsonObject {
    const versions = this.#versions(group).map((version) => ({
      groupVersion: `${group}/${version}`,
      version,
    }));
    return { name: group, versions, preferredVersion: versions[0] ?? {} };
  }

  #group(group: string): JsonObject | undefined {
    return this.#versions(group).length === 0
      ? undefined
      : { kind: 'APIGroup', apiVersion: 'v1', ...this.#groupEntry(group) };
  }

  #resources(group: string, version: string): JsonObject | undefined {
    const all = this.#all().filter((one) => one.group === group && one.version === version);
    return all.length === 0
      ? undefined
      : {
          kind: 'APIResourceList',
          apiVersion: 'v1',
          groupVersion: apiVersionOf({ group, version }),
          resources: all.flatMap(plainEntries),
        };
  }

  #aggregated(root: string): JsonObject {
    const groups = root === 'api' ? [''] : this.#groups();
    return {
      kind: 'APIGroupDiscoveryList',
      apiVersion: 'apidiscovery.k8s.io/v2',
      metadata: {},
      items: groups.map((group) => ({
        metadata: { ...(group === '' ? {} : { name: group }) } as JsonObject,
        versions: this.#versions(group).map((version) => ({
          version,
          resources: this.#all()
            .filter((one) => one.group === group && one.version === version)
            .map(aggregatedEntry),
          freshness: 'Current',
        })),
      })),
    };
  }
}

/** The media type of aggregated discovery, which answers carry too: clients tell it by that. */
export const aggregatedType =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Whether a client prefers all of discovery in one answer. */
export function isAggregated(accept: string | undefined): boolean {
  const first = (accept ?? '').split(',').find((part) => part.includes('json')) ?? '';
  const compact = first.replaceAll(' ', '');
  return compact.includes('as=APIGroupDiscoveryList') && compact.includes('v=v2;');
}

/** Stable versions come before those in the making. */
function byPriority(a: string, b: string): number {
  const rank = (version: string) => (/^v\d+$/.test(version) ? 0 : version.includes('beta') ? 1 : 2);
  return rank(a) - rank(b) || (a < b ? 1 : -1);
}

function plainEntries(one: Described): JsonObject[] {
  const base = { namespaced: one.namespaced };
  return [
    {
      name: one.plural,
      singularName: one.singular,
      ...base,
      kind: one.kind,
      verbs: [...one.verbs],
      ...lists(one),
    },
    ...[...one.subresources]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, kind, verbs, group, version }) => ({
        name: `${one.plural}/${name}`,
        singularName: '',
        ...base,
        ...(group === undefined ? {} : { group }),
        ...(version === undefined ? {} : { version }),
        kind,
        verbs: [...verbs],
      })),
  ];
}

function lists({ shortNames, categories }: Described): JsonObject {
  return {
    ...(shortNames.length === 0 ? {} : { shortNames: [...shortNames] }),
    ...(categories.length === 0 ? {} : { categories: [...categories] }),
  };
}

function aggregatedEntry(one: Described): JsonObject {
  const subresources = [...one.subresources].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    resource: one.plural,
    responseKind: { group: one.group, version: one.version, kind: one.kind },
    scope: one.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: one.singular,
    verbs: [...one.verbs],
    ...lists(one),
    ...(subresources.length === 0
      ? {}
      : {
          subresources: subresources.map(({ name, kind, verbs, group, version }) => ({
            subresource: name,
            responseKind: { group: group ?? one.group, version: version ?? one.version, kind },
            verbs: [...verbs],
          })),
        }),
  };
}
