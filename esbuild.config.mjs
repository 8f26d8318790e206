import { copyFile, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { build } from 'esbuild';
import { editorApi } from './build/editor-api.mjs';
import { checkEntry, checkRun } from './build/entry-size.mjs';
import { generate } from './build/generate.mjs';
import { messageTables } from './build/message-tables.mjs';
import { commandStart, editorStart, startupFiles } from './build/startup-files.mjs';

/** Files of all parts go below this folder. */
const outdir = 'dist';

/** `module` first: jsonc-parser's UMD build hides its requires from bundlers. */
const common = {
  bundle: true,
  minify: true,
  mainFields: ['module', 'main'],
  logLevel: 'warning',
  charset: 'utf8',
};

/**
 * Node's own modules for bundled packages that `require` them: an ES module has no `require`, and
 * making one at the head of every chunk costs more than the chunk. `node:http` for all: imported as
 * an ES module it would have every one of its exports read, and one of them loads undici (20 ms).
 */
const builtins = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    const names = new Set(builtinModules);
    onResolve({ filter: /^(node:)?[a-z_/0-9]+$/ }, ({ path, kind }) =>
      (kind === 'require-call' && names.has(path.replace(/^node:/, ''))) || path === 'node:http'
        ? { path, namespace: 'builtin' }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/** Editor, worker and practice cluster: ES modules that share their chunks and load parts lazily. */
const node = {
  ...common,
  entryPoints: {
    extension: 'src/extension.ts',
    worker: 'src/worker/main.ts',
    practice: 'src/practice/main.ts',
    'practice-guard': 'src/practice/node/guard-main.ts',
  },
  outdir,
  platform: 'node',
  format: 'esm',
  target: 'node22.17',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  metafile: true,
  plugins: [builtins, editorApi, messageTables],
};

/** The command line shares no files with the others, so that each can gather what it loads first. */
const cli = { ...node, entryPoints: { cli: 'src/cli.ts' }, chunkNames: 'chunks/cli-[name]-[hash]' };

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
  plugins: [builtins],
};

/** What a pod of the practice cluster loads before its own code. */
const shim = {
  ...common,
  entryPoints: { 'practice-shim': 'src/practice/node/shim/main.ts' },
  outdir,
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  format: 'cjs',
  target: 'node22.17',
};

await rm(outdir, { recursive: true, force: true });
await generate();
const [result, command] = await Promise.all([
  gathered(node, editorStart),
  gathered(cli, commandStart),
  build(web),
  build(webview),
  build(samples),
  build(shim),
]);
// Of the descriptions of the API that the practice cluster serves.
await copyFile('src/practice/api/data/LICENSE-Apache-2.0.txt', `${outdir}/kubernetes-LICENSE.txt`);
await copyFile('src/engine/bridge/bridge.py', `${outdir}/bridge.py`);
await Promise.all(
  ['backend', 'frontend-v1', 'frontend-v2'].map((service) =>
    copyFile(`sample-apps/${service}/Dockerfile`, `${outdir}/samples/${service}.Dockerfile`),
  ),
);
checkEntry(result.metafile);
checkRun(command.metafile);
export const metafile = result.metafile;

/** Builds twice: only the first build tells which sources are loaded at the start. */
async function gathered(options, startOf) {
  const { metafile: apart } = await build({ ...options, write: false });
  const plugin = startupFiles(apart, startOf(apart));
  return build({ ...options, plugins: [...options.plugins, plugin] });
}
