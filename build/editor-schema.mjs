/**
 * The schema the editor's own JSON service gets. Every problem is reported by the extension, in its
 * words, so nothing in this variant may make that service report one: it only describes and suggests.
 */

/** Keywords that can make a value wrong. */
const constraints = new Set([
  'type',
  'required',
  'minLength',
  'minItems',
  'maxItems',
  'minProperties',
  'pattern',
  'x-accepts',
  'x-name',
]);

/**
 * @param schema the experiment schema
 * @param entries the catalogue
 */
export function editorSchema(schema, entries) {
  return { ...relaxed(schema), entries: entries.length };
}

function relaxed(node) {
  if (Array.isArray(node)) {
    return node.map(relaxed);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => !constraints.has(name))
      .map(([name, value]) => [name, relaxed(value)]),
  );
}
