#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { outputOf } from './platform/output.ts';

enableCompileCache();
const [out, err] = [outputOf(1, process.platform), outputOf(2, process.platform)];
const { main } = await import('./cli/main.ts');
process.exitCode = await main(process.argv.slice(2), {
  version() {
    const manifest = new URL('../package.json', import.meta.url);
    return JSON.parse(readFileSync(manifest, 'utf8')).version;
  },
  out: out.write,
  err: err.write,
  colour: err.terminal && process.env['NO_COLOR'] === undefined,
  environment: process.env,
  cwd: process.cwd(),
});
