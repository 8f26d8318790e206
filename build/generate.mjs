/** Writes what is derived from the schemas, before anything is built or tested. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';

const root = join(import.meta.dirname, '..');

/** Compiles the schemas. Takes a fraction of a second. */
export async function generate() {
  writeStructure('src/experiment', 'experiment', schemaOf('experiment'));
  writeStructure('src/kubernetes/policy', 'policy', schemaOf('policy'));
  writeStructure('src/report', 'journal', schemaOf('journal'));
}

function schemaOf(name) {
  return JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8'));
}

function writeStructure(folder, name, schema) {
  write(`${folder}/generated/structure.js`, compile(name, schema));
  write(`${folder}/generated/structure.d.ts`, types);
}

const types = `import type { ErrorObject } from 'ajv';
/** Keys that each definition of the schema knows. */
export const keys: Readonly<Record<string, readonly string[]>>;
/** Compares a value with the schema; what is wrong is in \`errors\` until the next call. */
export const validate: {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
};
`;

function compile(name, schema) {
  const ajv = new Ajv({
    allErrors: true,
    // Findings are put into words by where in the schema they come from.
    verbose: true,
    inlineRefs: false,
    allowUnionTypes: true,
    strictTypes: false,
    strictRequired: false,
    // Counting code points would import a helper of the library at run time.
    unicode: false,
    logger: false,
    code: { source: true, esm: true, lines: false },
  });
  ajv.addVocabulary(['x-accepts', 'x-name']);
  ajv.addSchema(without(schema, 'description'), name);
  const code = standaloneCode.default(ajv, { validate: name });
  return `${linear(code)}\n${append}\nexport const keys = ${JSON.stringify(keysOf(name, schema))};\n`;
}

/** Joins what was found without copying it each time, and stops collecting where nobody reads on. */
const append = `function append(all, more) {
  if (all === null) return more;
  if (all.length < 5000) all.push(...more);
  return all;
}`;

/** The compiler copies all errors for each one that is added, which never ends for huge texts. */
function linear(code) {
  const copying = /vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/g;
  return code.replace(copying, 'append(vErrors, $1.errors)');
}

function keysOf(name, schema) {
  const all = { ...schema.definitions, [name]: schema };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, definition]) => definition.properties)
      .map(([name, definition]) => [name, Object.keys(definition.properties)]),
  );
}

/** A copy without the annotations of one name; a property of that name stays. */
function without(schema, name) {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === name && typeof value === 'string' ? undefined : value,
  );
}

/** Replaces the file at once and only if it changes, so that programs that read it now are safe. */
function write(path, text) {
  const file = join(root, path);
  if (read(file) === text) {
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  await generate();
}
