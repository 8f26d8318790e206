/** Plural of a Kubernetes kind in English; other languages don't use it. */
export function plural(kind: string): string {
  if (/(s|x|ch)$/.test(kind)) {
    return kind.endsWith('endpoints') ? kind : `${kind}es`;
  }
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}
