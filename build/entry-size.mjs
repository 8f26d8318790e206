/** Bytes that the editor may load when it starts the extension. */
export const entryLimit = 150 * 1024;

/** Parts that must not be loaded before they are used. */
const lazy = /node_modules\/(@kubernetes|ajv|yaml|jsonc-parser|json-p3|undici)\//;

/**
 * What an entry loads at once: its own file and all chunks that it imports statically.
 * @param {import('esbuild').Metafile} metafile
 * @param {string} entry path of the output file
 * @returns {{bytes: number, inputs: string[]}} its size and the sources in it
 */
export function startup(metafile, entry) {
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
  const outputs = [...seen].map((path) => metafile.outputs[path]);
  return {
    bytes: outputs.reduce((sum, output) => sum + output.bytes, 0),
    inputs: outputs.flatMap((output) => Object.keys(output.inputs)),
  };
}

/**
 * @param {import('esbuild').Metafile} metafile
 * @throws when the extension's entry is too large, or loads what should wait
 */
export function checkEntry(metafile) {
  const { bytes, inputs } = startup(metafile, 'dist/extension.js');
  const early = inputs.filter((input) => lazy.test(input));
  if (early.length > 0) {
    throw new Error(`dist/extension.js loads at its start: ${early.slice(0, 5).join(', ')}`);
  }
  if (bytes > entryLimit) {
    throw new Error(`dist/extension.js loads ${bytes} bytes at its start, not ${entryLimit}`);
  }
}
