/** Names that fit into a sentence. */
const shown = 5;

/** Some names, and whether there are more. */
export function someOf(names: readonly string[]): string {
  const some = names.slice(0, shown).join(', ');
  return names.length > shown ? `${some}, …` : some;
}

/** `namespace/name`, or the name of what is cluster-wide. */
export function fullName({ namespace, name }: { namespace?: string; name: string }): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
