/**
 * Figures and ratios from one run, as a table: `npm run bench`. Nothing here fails because of a
 * figure; goals stand beside them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startup } from '../../build/entry-size.mjs';
import { metafile } from '../../esbuild.config.mjs';
import { chaosCommand } from '../chaos-python.ts';
import { continuousChecks } from './continuous.ts';
import { overheadPerActivity } from './overhead.ts';
import { pair } from './process.ts';

interface Row {
  what: string;
  figure: string;
  against?: string;
  ratio?: string;
  goal: string;
}

const seconds = (value: number) => `${(value * 1000).toFixed(1)} ms`;

const noop = {
  title: 'nothing happens',
  description: 'an experiment without effect',
  method: [],
};

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  writeFileSync(join(folder, 'experiment.json'), JSON.stringify(noop));
  const node = [process.execPath];
  const cli = [...node, resolve('dist/cli.js')];
  const run = { argv: [...cli, 'run', 'experiment.json'], cwd: folder };
  const validate = { argv: [...cli, 'validate', 'experiment.json'], cwd: folder };
  const rows: Row[] = [];
  const compare = (what: string, a: typeof run, name: string, b: typeof run, goal: string) => {
    const times = pair(a, b);
    rows.push({
      what,
      figure: seconds(times.a),
      against: `${name} ${seconds(times.b)}`,
      ratio: times.ratio.toFixed(2),
      goal,
    });
  };
  compare('run, no-op', run, 'node -e 0', { argv: [...node, '-e', '0'], cwd: folder }, '≤ 2');
  const chaos = await chaosCommand();
  const theirs = (command: string) => ({
    argv: [...chaos, '--no-log-file', command, 'experiment.json'],
    cwd: folder,
  });
  compare('run, no-op', run, 'chaos run', theirs('run'), '≤ 0.2');
  compare('validate', validate, 'chaos validate', theirs('validate'), '≤ 0.2');
  const overhead = await overheadPerActivity();
  rows.push({ what: 'engine, per activity', figure: seconds(overhead), goal: '≤ 0.2 ms' });
  const entry = startup(metafile ?? { inputs: {}, outputs: {} }, 'dist/extension.js').bytes;
  rows.push({
    what: 'extension entry',
    figure: `${(entry / 1024).toFixed(1)} KB`,
    goal: '≤ 150 KB',
  });
  const memory = await continuousChecks(100_000);
  rows.push({
    what: '100,000 continuous checks',
    figure: `${memory.seconds.toFixed(1)} s`,
    against: `heap ${memory.early.toFixed(1)} MB after 20 %, ${memory.late.toFixed(1)} MB at the end`,
    ratio: (memory.late / memory.early).toFixed(2),
    goal: 'flat',
  });
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
