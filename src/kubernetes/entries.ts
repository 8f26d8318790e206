import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import type { CatalogueEntry } from '../catalogue/types.ts';

/** Entries by every name an experiment may import them by. */
export function entriesByPath(): ReadonlyMap<string, CatalogueEntry> {
  return new Map(
    kubernetesEntries.flatMap((entry) =>
      [`${entry.module}.${entry.func}`, ...entry.aliases].map((path) => [path, entry] as const),
    ),
  );
}
