/** Bytes that the editor may load when it starts the extension. */
export const entryLimit = 150 * 1024;

/** Files that it may load then: each is found, read and linked by itself. */
export const entryFiles = 5;

/** Files that the command line may load before a run. */
export const runFiles = 12;

/** Parts that must not be loaded before they are used. */
const lazy = /node_modules\/(@kubernetes|ajv|yaml|jsonc-parser|json-p3|undici)\//;

/** Parts of Node.js that take as long to load as a small run takes. */
const slow = /^node:(?:crypto|https?|tls|worker_threads)$/;

/**
 * The files that an entry loads at once: its own and all chunks that it imports statically.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} entry path of the output file
 * @returns {string[]} paths of output files
 */
export function loadedAtOnce(metafile, entry) {
  const seen = new Set();
  const visit = (path) => {
    const output = metafile.outputs[path];
    if (seen.has(path) || output === undefined) {
      return;
    }
    seen.add(path);
    for (const each of output.imports) {
      if (each.kind === 'import-statement') {
        visit(each.path);
      }
    }
  };
  visit(entry);
  return [...seen];
}

/**
 * @param {import('esbuild').Metafile} metafile
 * @param {string} source path of a source that is loaded by itself
 * @returns {string} path of its output file
 * @throws when it has none of its own
 */
export function entryOf({ outputs }, source) {
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint === source);
  if (entry === undefined) {
    throw new Error(`${source} is no file of its own in the build`);
  }
  return entry;
}

/**
 * What an entry loads at once.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} entry path of the output file
 * @returns {{bytes: number, inputs: string[]}} its size and the sources in it
 */
export function startup(metafile, entry) {
  const outputs = loadedAtOnce(metafile, entry).map((path) => metafile.outputs[path]);
  return {
    bytes: outputs.reduce((sum, output) => sum + output.bytes, 0),
    inputs: outputs.flatMap((output) => Object.keys(output.inputs)),
  };
}

/**
 * @param {import('esbuild').Metafile} metafile
 * @throws when the extension's entry is too large or in too many files, or loads what should wait
 */
export function checkEntry(metafile) {
  const entry = 'dist/extension.js';
  const { bytes, inputs } = startup(metafile, entry);
  const early = inputs.filter((input) => lazy.test(input));
  if (early.length > 0) {
    throw new Error(`${entry} loads at its start: ${early.slice(0, 5).join(', ')}`);
  }
  if (bytes > entryLimit) {
    throw new Error(`${entry} loads ${bytes} bytes at its start, not ${entryLimit}`);
  }
  checkFiles(entry, loadedAtOnce(metafile, entry), entryFiles);
}

/**
 * @param {import('esbuild').Metafile} metafile
 * @throws when a run on the command line is in too many files, or loads a slow part of Node.js before
 *   it is used
 */
export function checkRun(metafile) {
  const run = entryOf(metafile, 'src/cli/run.ts');
  const files = loadedAtOnce(metafile, run);
  checkFiles(run, files, runFiles);
  const early = files
    .flatMap((path) => metafile.outputs[path].imports)
    .filter(({ kind, path }) => kind === 'import-statement' && slow.test(path));
  if (early.length > 0) {
    throw new Error(`${run} loads at its start: ${early.map(({ path }) => path).join(', ')}`);
  }
}

function checkFiles(entry, files, limit) {
  if (files.length > limit) {
    throw new Error(`${entry} loads ${files.length} files at its start, not ${limit}`);
  }
}
