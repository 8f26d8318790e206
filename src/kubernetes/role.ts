import type { Access } from './plan.ts';

/** A rule of RBAC. */
export interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  resourceNames?: string[];
}

/** A Role of a namespace, or a ClusterRole where there is none. */
export interface Role {
  namespace?: string;
  rules: Rule[];
}

/** Verbs for which RBAC can't heed a name. */
const nameless = ['create', 'list', 'watch', 'deletecollection'];

/**
 * The smallest roles with which activities and their undo succeed. Names are given where the same
 * object is meant the next time too: those of pods change.
 */
export function rolesFor(accesses: readonly Access[]): Role[] {
  const byNamespace = new Map<string | undefined, Access[]>();
  for (const access of accesses) {
    if (access.optional !== true) {
      const { namespace } = access;
      byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), access]);
    }
  }
  return [...byNamespace].map(([namespace, some]) => ({
    ...(namespace !== undefined && { namespace }),
    rules: rulesFor(some),
  }));
}

/** One rule for each kind and set of names, with all verbs on them. */
function rulesFor(accesses: readonly Access[]): Rule[] {
  const names = new Map<string, Set<string>>();
  for (const access of accesses) {
    const { verb, group, resource, subresource } = access;
    const key = JSON.stringify([
      group,
      subresource ? `${resource}/${subresource}` : resource,
      verb,
    ]);
    names.set(key, (names.get(key) ?? new Set()).add(nameOf(access)));
  }
  const rules = new Map<string, Rule>();
  for (const [key, some] of names) {
    const [group, resource, verb] = JSON.parse(key) as [string, string, string];
    // Any name at all takes in the others.
    const given = some.has('') ? [] : [...some].sort();
    const alike = JSON.stringify([group, resource, given]);
    const rule = rules.get(alike) ?? {
      apiGroups: [group],
      resources: [resource],
      verbs: [],
      ...(given.length > 0 && { resourceNames: given }),
    };
    rule.verbs.push(verb);
    rules.set(alike, rule);
  }
  return [...rules.values()];
}

function nameOf({ verb, resource, subresource, name, drawn = false }: Access): string {
  const lasting = resource !== 'pods' && !nameless.includes(verb) && !drawn;
  return lasting && subresource === undefined ? (name ?? '') : '';
}
