import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { editorApiSource } from './editor-api.mjs';
import { entryOf, loadedAtOnce } from './entry-size.mjs';

/** Sources that only the editor's process loads. */
const editors = /^src\/(?:vscode\/|extension\.ts$)|^editor-api:/;

/**
 * What the editor loads at its start: first what other processes use as well.
 * @param {import('esbuild').Metafile} metafile of a build in which nothing is gathered
 * @returns {Lists}
 */
export function editorStart(metafile) {
  const sources = sharedAtOnce(metafile, 'src/extension.ts');
  return {
    'startup:all': sources.filter((path) => !editors.test(path)),
    'startup:editor': sources.filter((path) => editors.test(path)),
  };
}

/**
 * What the command line loads at its start: first what every command needs, then what a run needs.
 * @param {import('esbuild').Metafile} metafile of a build in which nothing is gathered
 * @returns {Lists}
 */
export function commandStart(metafile) {
  const all = sharedAtOnce(metafile, 'src/cli/start.ts');
  const run = sharedAtOnce(metafile, 'src/cli/run.ts');
  return { 'startup:all': all, 'startup:run': run.filter((path) => !all.includes(path)) };
}

/** Sources in the files that an entry loads at once, but for those in its own. */
function sharedAtOnce(metafile, source) {
  const entry = entryOf(metafile, source);
  return loadedAtOnce(metafile, entry)
    .filter((path) => path !== entry)
    .flatMap((path) => Object.keys(metafile.outputs[path].inputs))
    .filter((path) => path.startsWith('src/') || path === editorApiSource);
}

/**
 * Keeps what is loaded at a start in few files. Code that several parts share gets one file for each
 * set of parts that share it, which makes dozens of tiny ones, and to read and link each costs the
 * start half a millisecond. Here all parts seem to share the same.
 * @typedef {Record<string, string[]>} Lists sources by name of list; each list needs those before it
 * @param {import('esbuild').Metafile} metafile of a build without this
 * @param {Lists} lists
 * @returns {import('esbuild').Plugin}
 */
export function startupFiles(metafile, lists) {
  const names = Object.keys(lists);
  const members = new Set(Object.values(lists).flat());
  /** The last list that a source needs something of. Its own members load each other in their order. */
  const listOf = (source) => {
    const imported = metafile.inputs[source]?.imports ?? [];
    const used = imported.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
    return members.has(source)
      ? undefined
      : names.findLast((name) => lists[name].some((path) => used.includes(path)));
  };
  const contentsOf = (name) => [...names.slice(0, names.indexOf(name)), ...lists[name]];
  return {
    name: 'startup-files',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^startup:/ }, ({ path }) => ({ path, namespace: 'startup' }));
      onLoad({ filter: /.*/, namespace: 'startup' }, ({ path }) => ({
        contents: contentsOf(path).map(statement).join('\n'),
        resolveDir: resolve(),
      }));
      onLoad({ filter: /\.ts$/, namespace: 'file' }, async ({ path }) => {
        const list = listOf(relative(resolve(), path).split(sep).join('/'));
        if (list === undefined) {
          return undefined;
        }
        const text = await readFile(path, 'utf8');
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
