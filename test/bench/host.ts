import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleSuites } from '../vscode/bundle.ts';
import { findVSCode, launch } from '../vscode/launch.ts';
import { session } from '../vscode/session.ts';
import { median } from './process.ts';
import { duration, type Row } from './row.ts';

/** How often the editor is started to see how long extensions take. */
const starts = 3;

/** What the extension costs in the real extension host. */
export async function hostRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-host-'));
  try {
    return [...(await activationRows(folder)), ...(await writingRows(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Problems and completion of 1,000 activities, key by key. */
async function writingRows(folder: string): Promise<Row[]> {
  const file = join(folder, 'figures.json');
  const workspace = join(folder, 'workspace');
  cpSync(resolve('test/vscode/workspace'), workspace, { recursive: true });
  await bundleSuites();
  await launch(await findVSCode(), {
    suite: 'bench',
    folder: workspace,
    trusted: true,
    env: { CHAOS_WORKBENCH_BENCH_FILE: file },
  });
  const figures = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number[]>;
  const goals: Readonly<Record<string, number>> = { problems: 16, completion: 50 };
  return Object.entries(figures).map(([what, times]) => {
    const sorted = times.toSorted((a, b) => a - b);
    const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    const goal = goals[what.split(' ')[0] ?? ''] ?? 0;
    return {
      what: `in the host, 1,000 activities, ${what}`,
      figure: `${duration(p95 / 1000)} p95`,
      against: `median ${duration(median(sorted) / 1000)}`,
      ratio: (p95 / goal).toFixed(2),
      goal: `≤ ${goal} ms p95`,
    };
  });
}

/** The extension's activation beside that of one that does nothing, as the editor counts both. */
async function activationRows(folder: string): Promise<Row[]> {
  const extensions = join(folder, 'extensions');
  emptyExtension(join(extensions, 'bench.empty-0.0.1'));
  const workspace = join(folder, 'opened');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'data.json'), '{"a": 1}');
  const cluster = await countConnections();
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, configOf(cluster.port));
  const own: number[] = [];
  const empty: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const options = {
      folder: workspace,
      extensionsDir: extensions,
      env: { KUBECONFIG: kubeconfig },
      // The list of running extensions only has rows that are in view.
      size: { width: 1280, height: 3200 },
    };
    await session(options, async (editor) => {
      await editor.open('data.json');
      await editor.waitGone({ selector: '.statusbar-item', text: 'Activating' });
      await editor.command('Developer: Show Running Extensions');
      const row = '.runtime-extensions-editor .monaco-list-row';
      await editor.waitFor({ selector: row, text: 'empty' });
      const texts = await editor.texts({ selector: row });
      own.push(activationIn(texts, /chaos-workbench/));
      empty.push(activationIn(texts, /^empty/));
    });
  }
  await cluster.close();
  const over = median(own.map((time, index) => time - (empty[index] ?? 0)));
  return [
    {
      what: 'in the host, activation',
      figure: duration(median(own) / 1000),
      against: `an empty extension ${duration(median(empty) / 1000)}`,
      ratio: `${over >= 0 ? '+' : ''}${over} ms`,
      goal: '≤ 20 ms over an empty one',
    },
    {
      what: 'connections to the cluster of the kubeconfig at the start',
      figure: String(cluster.count()),
      goal: '0',
    },
  ];
}

/** Milliseconds that the list of running extensions says. */
function activationIn(texts: readonly string[], name: RegExp): number {
  const text = texts.find((each) => name.test(each)) ?? '';
  const [, time] = /Activation:\s*(\d+)\s*ms/i.exec(text) ?? [];
  if (time === undefined) {
    throw new Error(`no activation time in: ${texts.join(' | ')}`);
  }
  return Number(time);
}

function emptyExtension(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: 'empty',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '^1.109.0' },
    main: './extension.js',
    activationEvents: ['onStartupFinished', 'onLanguage:json'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'extension.js'), 'exports.activate = () => {};\n');
}

async function countConnections(): Promise<{
  port: number;
  count(): number;
  close(): Promise<void>;
}> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    count: () => count,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function configOf(port: number): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'bench',
    clusters: [{ name: 'bench', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'bench', user: { token: 'bench' } }],
    contexts: [{ name: 'bench', context: { cluster: 'bench', user: 'bench' } }],
  });
}

if (import.meta.main) {
  console.table(await hostRows());
}
