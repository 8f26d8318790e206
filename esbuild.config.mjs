import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { checkEntry } from './build/entry-size.mjs';
import { generate } from './build/generate.mjs';

/** Files of all parts go below this folder. */
const outdir = 'dist';

/** `module` first: jsonc-parser's UMD build hides its requires from bundlers. */
const common = { bundle: true, minify: true, mainFields: ['module', 'main'], logLevel: 'warning' };

/** Editor, worker and command line: ES modules that share their chunks and load parts lazily. */
const node = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts', worker: 'src/worker/main.ts' },
  outdir,
  platform: 'node',
  format: 'esm',
  target: 'node22.17',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  metafile: true,
  banner: {
    js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
  },
};

/** What only writes, for the editor in a browser: one CommonJS file, as its host wants. */
const web = {
  ...common,
  entryPoints: { extension: 'src/extension.web.ts' },
  outdir: `${outdir}/web`,
  outExtension: { '.js': '.cjs' },
  platform: 'browser',
  format: 'cjs',
  external: ['vscode'],
};

/** Pages inside webviews. */
const webview = {
  ...common,
  entryPoints: { panel: 'src/vscode/webview/panel.ts' },
  outdir: `${outdir}/webview`,
  platform: 'browser',
  format: 'esm',
};

/** The sample services, each one file that runs on a stock Node image. */
const samples = {
  ...common,
  minify: false,
  entryPoints: {
    backend: 'sample-apps/backend/src/main.ts',
    'frontend-v1': 'sample-apps/frontend-v1/src/main.ts',
    'frontend-v2': 'sample-apps/frontend-v2/src/main.ts',
  },
  outdir: `${outdir}/samples`,
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  format: 'esm',
  target: 'node22',
  banner: node.banner,
};

await rm(outdir, { recursive: true, force: true });
await generate();
const [result] = await Promise.all([build(node), build(web), build(webview), build(samples)]);
checkEntry(result.metafile);
export const metafile = result.metafile;
