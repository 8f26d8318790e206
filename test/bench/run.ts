/**
 * Figures and ratios from one run, as a table: `npm run bench`. Nothing here fails because of a
 * figure; goals stand beside them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { entryLimit, startup } from '../../build/entry-size.mjs';
import { metafile } from '../../esbuild.config.mjs';
import { chaosCommand } from '../chaos-python.ts';
import { continuousChecks } from './continuous.ts';
import { diagnosticRows } from './diagnostics.ts';
import { explorerRows } from './explorer.ts';
import { hostRows } from './host.ts';
import { kubernetesRows } from './kubernetes.ts';
import { overheadPerActivity } from './overhead.ts';
import { panelRows } from './panel.ts';
import { practiceRows } from './practice.ts';
import { compare, duration, type Row } from './row.ts';

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
  const empty = { argv: [...node, '-e', '0'], cwd: folder };
  rows.push(compare('run, no-op', run, 'node -e 0', empty, '≤ 2'));
  const chaos = await chaosCommand();
  const theirs = (command: string) => ({
    argv: [...chaos, '--no-log-file', command, 'experiment.json'],
    cwd: folder,
  });
  rows.push(compare('run, no-op', run, 'chaos run', theirs('run'), '≤ 0.2'));
  rows.push(compare('validate', validate, 'chaos validate', theirs('validate'), '≤ 0.2'));
  const overhead = await overheadPerActivity();
  rows.push({ what: 'engine, per activity', figure: duration(overhead), goal: '≤ 0.2 ms' });
  const entry = startup(metafile ?? { inputs: {}, outputs: {} }, 'dist/extension.js').bytes;
  rows.push({
    what: 'extension entry',
    figure: `${(entry / 1024).toFixed(1)} KB`,
    goal: `≤ ${entryLimit / 1024} KB`,
  });
  const memory = await continuousChecks(100_000);
  rows.push({
    what: '100,000 continuous checks',
    figure: `${memory.seconds.toFixed(1)} s`,
    against: `heap ${memory.early.toFixed(1)} MB after 20 %, ${memory.late.toFixed(1)} MB at the end`,
    ratio: (memory.late / memory.early).toFixed(2),
    goal: 'flat',
  });
  rows.push(...diagnosticRows());
  rows.push(...(await panelRows()));
  rows.push(...(await practiceRows(cli)));
  rows.push(...(await explorerRows()));
  rows.push(...(await kubernetesRows(cli, chaos)));
  rows.push(...(await hostRows()));
  console.table(rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
