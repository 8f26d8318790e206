import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** Bundles the suites: VS Code loads a CommonJS file, the sources are ES modules in TypeScript. */
export async function bundleSuites(): Promise<void> {
  const suite = resolve(import.meta.dirname, 'suite');
  await build({
    entryPoints: [join(suite, 'index.ts'), ...globSync(`${suite}/*/*.test.ts`)],
    outdir: resolve(import.meta.dirname, '../../.vscode-test/suite'),
    outbase: suite,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22.17',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
