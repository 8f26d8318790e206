/**
 * Runs the experiments of a folder with the real `chaos` and with this engine and compares exit
 * codes and journals: `node test/oracle/public.ts FOLDER [--modules DIR]`. For experiments of public
 * projects, which are not kept here. What needs a cluster or an address elsewhere is only checked.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Case } from './case.ts';
import { loadEngine, ownSource, runOurs } from './ours.ts';
import { judge } from './random/judge.ts';
import { Service } from './service.ts';
import { Theirs } from './theirs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { modules: { type: 'string' }, show: { type: 'boolean', default: false } },
});
const [folder = '.'] = positionals;
/** A part of such a text needs something from outside. */
const outside = /chaosk8s|https?:\/\/(?!127\.0\.0\.1|localhost)[^"'\s]*/;
const environment: Record<string, string> =
  values.modules === undefined
    ? {}
    : { PYTHONPATH: resolve(values.modules), PYTHONDONTWRITEBYTECODE: '1' };

const service = new Service();
const address = await service.start();
await using theirs = await Theirs.start();
const engine = await loadEngine(ownSource);
const tally: Record<string, number> = {};
for (const name of (await readdir(folder)).sort()) {
  const text = await readFile(join(folder, name), 'utf8');
  const format = extname(name) === '.json' ? 'json' : 'yaml';
  const each: Case = { name, experiment: text, format, environment };
  const result = outside.test(text)
    ? 'checked only'
    : await outcome(each).catch((error: Error) => `unfinished: ${error.message}`);
  const kind = result.split('\n')[0] ?? '';
  tally[kind.replace(/:.*/, '')] = (tally[kind.replace(/:.*/, '')] ?? 0) + 1;
  console.log(`${name}: ${values.show ? result : kind}`);
}
console.log(tally);
service.stop();
process.exitCode = tally['different'] === undefined ? 0 : 1;

/** What came of running it on both sides. */
async function outcome(each: Case): Promise<string> {
  const [real, own] = await Promise.all([
    theirs.run(each, address),
    runOurs(each, address, engine),
  ]);
  const found = judge(real, own);
  if ('same' in found) {
    return real.journal === undefined ? 'refused by both' : `same: ${real.journal['status']}`;
  }
  if ('reason' in found) {
    return `explained: ${found.reason}`;
  }
  return `different: ${found.difference}\n--- chaos\n${real.log.slice(-1500)}\n--- here\n${own.log.slice(-1500)}`;
}
