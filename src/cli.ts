#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { languageOf } from './messages/language.ts';
import { outputOf } from './platform/output.ts';

enableCompileCache();
const [out, err] = [outputOf(1, process.platform), outputOf(2, process.platform)];
const [{ main }, { format, learn }] = await Promise.all([
  import('./cli/main.ts'),
  import('./messages/format.ts'),
]);
const language = languageOf(process.env);
await learn(language);
process.exitCode = await main(process.argv.slice(2), {
  version() {
    const manifest = new URL('../package.json', import.meta.url);
    return JSON.parse(readFileSync(manifest, 'utf8')).version;
  },
  language,
  text: (message) => format(message, language),
  out: out.write,
  err: err.write,
  colour: err.terminal && process.env['NO_COLOR'] === undefined,
  environment: process.env,
  cwd: process.cwd(),
});
