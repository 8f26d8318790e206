import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import type { After } from '../support.ts';
import type { Order } from './work.ts';

/** Milliseconds that a child may take to its gate or its end. */
const limit = 120_000;

/** Starts children: hundreds, so they are made one file once. */
export async function killable(
  test: After,
): Promise<(order: Order) => Promise<string | undefined>> {
  const folder = await mkdtemp(join(tmpdir(), 'kill-'));
  test.after(() => rm(folder, { recursive: true }));
  const program = join(folder, 'child.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'child.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    define: { 'import.meta.dirname': '__dirname' },
  });
  return (order) => runAndKill(program, order);
}

/**
 * Runs a child until it stops at its gate, and kills it there.
 * @returns where it was; undefined when it came to its end
 */
async function runAndKill(program: string, order: Order): Promise<string | undefined> {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: limit,
  });
  const gone = once(child, 'exit');
  const line = await firstLine(child);
  if (line !== 'done') {
    child.kill('SIGKILL');
  }
  await gone;
  if (line.startsWith('stopped ')) {
    return line.slice('stopped '.length);
  }
  if (line !== 'done') {
    throw new Error(`The child said “${line}”`);
  }
  return undefined;
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout !== null) {
    for await (const line of createInterface({ input: stdout })) {
      return line;
    }
  }
  return 'nothing';
}
