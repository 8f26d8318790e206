import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { nodePlatform } from '../../src/platform/platform.ts';
import type { PracticeAccess } from '../../src/practice/lifetime/access.ts';
import { stopPractice } from '../../src/practice/lifetime/hold.ts';

/** What tidies up behind a test. */
export interface After {
  after(work: () => Promise<unknown>): void;
}

/** Milliseconds that a test waits for something that takes a second at most. */
const limit = 60_000;

/** How a practice cluster of its own is reached, in a fresh state folder; stopped after the test. */
export async function freshAccess(test: After): Promise<PracticeAccess> {
  const state = await mkdtemp(join(tmpdir(), 'practice-'));
  const platform = nodePlatform();
  test.after(async () => {
    await stopPractice(state, platform, AbortSignal.timeout(limit));
    await rm(state, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    platform,
    state,
    entry: resolve('dist', 'practice.js'),
    version: '1',
    signal: AbortSignal.timeout(limit),
  };
}

/** Runs the command line with a state folder. */
export function cli(state: string, ...args: string[]): Cli {
  const child = spawn(process.execPath, [resolve('dist', 'cli.js'), ...args], {
    env: { PATH: process.env['PATH'], CHAOS_WORKBENCH_STATE: state, LANG: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      for (const look of waiting) {
        look();
      }
    });
  }
  const ended = new Promise<{ code: number | null; text: string }>((done) => {
    child.once('close', (code) => done({ code, text }));
  });
  return {
    child,
    ended,
    said: (pattern) =>
      new Promise((done, fail) => {
        const look = () => {
          if (pattern.test(text)) {
            waiting.delete(look);
            done(text);
          }
        };
        waiting.add(look);
        look();
        void ended.then(() => fail(new Error(`it ended without ${pattern}: ${text}`)));
      }),
  };
}

/** A command line that runs. */
export interface Cli {
  child: ChildProcess;
  ended: Promise<{ code: number | null; text: string }>;
  /** Resolves when it has said something. */
  said(pattern: RegExp): Promise<string>;
}
