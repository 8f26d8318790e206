import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Where the editor's own types name all it has. */
const types = createRequire(import.meta.url).resolve('@types/vscode/index.d.ts');

/** What a build calls the module of `editorApi`. */
export const editorApiSource = 'editor-api:vscode';

/**
 * Gets the editor's API by `require`, also in an ES module. For an `import` the editor writes a module
 * of all its names and has it parsed, which takes longer than to load the whole start of an extension.
 * @type {import('esbuild').Plugin}
 */
export const editorApi = {
  name: 'editor-api',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'editor-api' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'editor-api' }, () => ({
      contents: `
        import { createRequire } from 'node:module';
        export const { ${usedNames().join(', ')} } = createRequire(import.meta.url)('vscode');
      `,
    }));
  },
};

/** Names of the API that our sources use and that are there when it runs; the others are only types. */
function usedNames() {
  const values = namesIn(
    readFileSync(types, 'utf8'),
    /^\texport (?:abstract )?(?:class|enum|namespace|const|let|function) (\w+)/gm,
  );
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join('src', path), 'utf8'));
  return [...values.intersection(namesIn(sources.join('\n'), /\bvscode\.(\w+)/g))].sort();
}

/**
 * @param {string} text
 * @param {RegExp} pattern whose first group is a name
 */
function namesIn(text, pattern) {
  return new Set(Array.from(text.matchAll(pattern), ([, name]) => name));
}
