import { pathToFileURL } from 'node:url';

/**
 * Loads the sentences of a language as one text in JSON: its engine reads that several times faster
 * than an object that is written out, and the sentences are most of what the extension loads first.
 * @type {import('esbuild').Plugin}
 */
export const messageTables = {
  name: 'message-tables',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]messages[\\/]\w+[\\/]index\.ts$/ }, async ({ path }) => {
      const tables = Object.entries(await import(pathToFileURL(path).href));
      const lines = tables.map(([name, table]) => {
        const text = JSON.stringify(JSON.stringify(table));
        return `export const ${name} = /* @__PURE__ */ JSON.parse(${text});`;
      });
      return { contents: lines.join('\n') };
    });
  },
};
