#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';

enableCompileCache();
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const { main } = await import('./cli/main.ts');
process.exitCode = await main(process.argv.slice(2), {
  version: manifest.version,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  colour: process.stderr.isTTY === true && process.env['NO_COLOR'] === undefined,
  environment: process.env,
  cwd: process.cwd(),
});
