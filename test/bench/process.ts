import { spawnSync } from 'node:child_process';

/** Whole-process seconds of two commands run in turn, A B A B …, so that drift hits both alike. */
export interface Pair {
  a: number;
  b: number;
  /** Median of the ratios pair by pair. */
  ratio: number;
}

/** A command that is timed. */
export interface Timed {
  argv: string[];
  cwd: string;
  /** Instead of this process's own. */
  env?: NodeJS.ProcessEnv;
  /** Exit code that is right; any other ends the benchmark. */
  code?: number;
}

/** The median of some numbers. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
}

/** Times two commands in turn, after one run of each that is not counted. */
export function pair(a: Timed, b: Timed, runs = 11): Pair {
  once(a);
  once(b);
  const times = Array.from({ length: runs }, () => [once(a), once(b)] as const);
  return {
    a: median(times.map(([first]) => first)),
    b: median(times.map(([, second]) => second)),
    ratio: median(times.map(([first, second]) => first / second)),
  };
}

/** Seconds that a command takes from start to end. */
export function once({ argv, cwd, env, code = 0 }: Timed): number {
  const [file = '', ...args] = argv;
  const start = process.hrtime.bigint();
  const result = spawnSync(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (result.status !== code) {
    const output = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`;
    throw new Error(`${argv.join(' ')} ended with ${result.status}: ${output}`);
  }
  return seconds;
}
