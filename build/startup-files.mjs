import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { editorApiSource } from './editor-api.mjs';
import { loadedAtOnce } from './entry-size.mjs';

/** Sources that only the editor's process loads. */
const editors = /^src\/(?:vscode\/|extension\.ts$)|^editor-api:/;

/**
 * Keeps what an entry loads at its start in few files. Code that several parts share gets one file
 * for each set of parts that share it, which makes dozens of tiny ones, and to read and link each
 * costs the start of the extension half a millisecond. Here all parts seem to share the same.
 * @param {import('esbuild').Metafile} metafile of a build without this
 * @param {string} entry path of the output file
 * @returns {import('esbuild').Plugin}
 */
export function startupFiles(metafile, entry) {
  const shared = loadedAtOnce(metafile, entry)
    .filter((path) => path !== entry)
    .flatMap((path) => Object.keys(metafile.outputs[path].inputs))
    .filter((path) => path.startsWith('src/') || path === editorApiSource);
  const own = shared.filter((path) => editors.test(path));
  const lists = {
    'startup:all': shared.filter((path) => !own.includes(path)),
    'startup:editor': ['startup:all', ...own],
  };
  /** The list that a source belongs to, or needs something of. */
  const listOf = (source) => {
    const imported = metafile.inputs[source]?.imports ?? [];
    const used = imported.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
    const needs = (paths) => paths.some((path) => path === source || used.includes(path));
    return needs(own) ? 'startup:editor' : needs(shared) ? 'startup:all' : undefined;
  };
  return {
    name: 'startup-files',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^startup:/ }, ({ path }) => ({ path, namespace: 'startup' }));
      onLoad({ filter: /.*/, namespace: 'startup' }, ({ path }) => ({
        contents: lists[path].map(statement).join('\n'),
        resolveDir: resolve(),
      }));
      onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => {
        const list = listOf(relative(resolve(), path).split(sep).join('/'));
        if (list === undefined) {
          return undefined;
        }
        const text = await readFile(path, 'utf8');
        // In front, so that whatever is loaded first loads the list in the list's own order.
        return { contents: `${statement(list)}${text}`, loader: 'ts' };
      });
    },
  };
}

/** @param {string} path of a source, or the name of a list */
function statement(path) {
  const name = path === editorApiSource ? 'vscode' : path;
  return `import '${name.startsWith('src/') ? `./${name}` : name}';`;
}
