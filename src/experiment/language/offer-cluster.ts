import type { CatalogueEntry } from '../../catalogue/types.ts';
import { join } from '../pointer.ts';
import { textAt, valueAt } from '../value-at.ts';

import type { Offer } from './offer.ts';
import type { ClusterKind, ClusterObject, Site } from './world.ts';

/** Kinds by the part of a module's name that says what it is about. */
const byModule: Readonly<Record<string, ClusterKind>> = {
  pod: 'pods',
  deployment: 'deployments',
  service: 'services',
  statefulset: 'statefulsets',
  daemonset: 'daemonsets',
  replicaset: 'replicasets',
  node: 'nodes',
  namespace: 'namespaces',
};

/** Functions whose name is of another kind than their module. */
const byFunction: readonly [RegExp, ClusterKind][] = [
  [/ingress$|^ingress_exists$/, 'ingresses'],
  [/network_policy$/, 'networkpolicies'],
  [/service_endpoint/, 'services'],
  [/microservice|deployment/, 'deployments'],
];

/** Names that the open cluster has for the argument at a path. */
export function clusterOffers(site: Site, entry: CatalogueEntry, path: readonly string[]): Offer[] {
  const { cluster } = site.world;
  if (cluster === undefined) {
    return [];
  }
  const argument = path.at(-1) ?? '';
  const given = valueAt(site.experiment, join('', ...path.slice(0, -1)));
  const namespace =
    plainText(textAt(given, argument.startsWith('pod_') ? 'pod_namespace' : 'ns')) ?? 'default';
  const look = (kind: ClusterKind) => {
    const found = cluster.list(kind, namespace);
    if (found === undefined) {
      site.waiting();
    }
    return found ?? [];
  };
  const kind = kindOf(entry);
  const detail = (what: string) => `${what} · ${cluster.label}`;
  switch (argument) {
    case 'ns':
    case 'pod_namespace':
    case 'namespaces_selectors':
    case 'target_namespaces_selectors':
      return offers(
        look('namespaces').map(({ name }) => name),
        detail('namespace'),
      );
    case 'label_selector':
      return offers(labels(look(kind ?? 'pods')), detail(kind ?? 'pods'));
    case 'pod_label_selector':
      return offers(labels(look('pods')), detail('pods'));
    case 'name_pattern':
      return offers(patterns(look('pods')), detail('pods'));
    case 'container_name':
      return offers(
        look('pods').flatMap(({ containers = [] }) => containers),
        detail('container'),
      );
    case 'name':
      return kind === undefined || /^create_/.test(entry.func)
        ? []
        : offers(
            look(kind).map(({ name }) => name),
            detail(kind),
          );
    default:
      return [];
  }
}

function kindOf({ module, func }: CatalogueEntry): ClusterKind | undefined {
  const named = byFunction.find(([pattern]) => pattern.test(func))?.[1];
  const part = module.split('.')[1] ?? '';
  return byModule[part] ?? named;
}

function offers(texts: readonly string[], detail: string): Offer[] {
  const once = [...new Set(texts)].sort();
  return once.map((label) => ({ kind: 'resource', label, value: label, detail, rank: 1 }));
}

/** Labels that tell objects apart, but those that controllers make up. */
function labels(objects: readonly ClusterObject[]): string[] {
  return objects.flatMap((object) =>
    Object.entries(object.labels)
      .filter(
        ([name]) =>
          !/^(pod-template-hash|controller-revision-hash|pod-template-generation)$/.test(name),
      )
      .map(([name, value]) => `${name}=${value}`),
  );
}

/** The part of pods' names that a controller gives to all of them. */
function patterns(pods: readonly ClusterObject[]): string[] {
  return pods.map(({ name }) => `^${name.replace(/(-[a-z0-9]{8,10})?-[a-z0-9]{5}$/, '-')}`);
}

function plainText(text: string | undefined): string | undefined {
  return text?.includes('$') ? undefined : text;
}
