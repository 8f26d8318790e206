import { accessOf } from '../../catalogue/kubernetes/access.ts';
import type { CatalogueEntry } from '../../catalogue/types.ts';
import { code } from './docs.ts';
import type { Say } from './offer.ts';

/** What must be allowed for an activity and its undo, in words. In Markdown. */
export function permissionsDoc(entry: CatalogueEntry, say: Say): string {
  const needs = accessOf(entry);
  if (needs === undefined) {
    return say({ code: 'writing.permissions-open' });
  }
  if (needs.length === 0) {
    return say({ code: 'writing.permissions-none' });
  }
  const byResource = new Map<string, string[]>();
  for (const need of needs) {
    const [verb = '', resource = ''] = need.split(' ');
    byResource.set(resource, [...(byResource.get(resource) ?? []), verb]);
  }
  const list = [...byResource].map(
    ([resource, verbs]) => `${verbs.map(code).join(', ')} ${code(resource)}`,
  );
  const undo = entry.kind === 'action' ? 'writing.permissions-action' : 'writing.permissions';
  return say({ code: undo, args: { list: list.join('; ') } });
}
