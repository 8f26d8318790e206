import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleSuites } from '../vscode/bundle.ts';
import type { WorkbenchOptions } from '../vscode/host/workbench.ts';
import { findVSCode, launch } from '../vscode/launch.ts';
import { session } from '../vscode/session.ts';
import { median } from './process.ts';
import { duration, type Row } from './row.ts';

/** How often the editor is started to see how long extensions take. */
const starts = 5;

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
  const workspace = join(folder, 'opened');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'data.json'), '{"a": 1}');
  const cluster = await countConnections();
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, configOf(cluster.port));
  const options = { folder: workspace, env: { KUBECONFIG: kubeconfig } };
  const asked = await activations({
    ...options,
    extensionDevelopmentPath: onlyAsked(join(folder, 'asked')),
    extensionsDir: emptyExtension(join(folder, 'asked-extensions'), []),
  });
  const events: string[] = JSON.parse(readFileSync('package.json', 'utf8')).activationEvents;
  const atStart = await activations({
    ...options,
    extensionsDir: emptyExtension(join(folder, 'extensions'), events),
  });
  await cluster.close();
  return [
    activationRow('in the host, activation', asked, '≤ 20 ms over an empty one'),
    activationRow('in the host, activation among all others at the start', atStart, 'none'),
    {
      what: 'connections to the cluster of the kubeconfig at the start',
      figure: String(cluster.count()),
      goal: '0',
    },
  ];
}

function activationRow(what: string, { own, empty }: Activations, goal: string): Row {
  const over = median(own.map((time, index) => time - (empty[index] ?? 0)));
  return {
    what,
    figure: duration(median(own) / 1000),
    against: `an empty extension ${duration(median(empty) / 1000)}`,
    ratio: `${over >= 0 ? '+' : ''}${over} ms`,
    goal,
  };
}

/** Milliseconds of each start of the editor. */
interface Activations {
  own: number[];
  empty: number[];
}

async function activations(options: Partial<WorkbenchOptions>): Promise<Activations> {
  const own: number[] = [];
  const empty: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    // The list of running extensions only has rows that are in view, so it needs a place that is high.
    const high = {
      size: { width: 1280, height: 3200 },
      settings: { 'workbench.editor.useModal': 'off' },
    };
    await session({ ...options, ...high }, async (editor) => {
      await editor.open('data.json');
      await editor.waitGone({ selector: '.statusbar-item', text: 'Activating' });
      await editor.command('Bench: start');
      await editor.waitFor({ selector: '.statusbar-item', text: 'started' });
      await editor.command('Developer: Show Running Extensions');
      const row = '.runtime-extensions-editor .monaco-list-row';
      for (const text of ['empty', 'chaos-workbench']) {
        await editor.waitFor({ selector: row, text });
      }
      const texts = await editor.texts({ selector: row });
      own.push(activationIn(texts, /chaos-workbench/));
      empty.push(activationIn(texts, /^empty/));
    });
  }
  return { own, empty };
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

/** A copy of the extension that does not start with the editor. */
function onlyAsked(folder: string): string {
  for (const part of ['dist', 'package.nls.json', 'schemas', 'snippets']) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  manifest.activationEvents = [];
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/**
 * An extension with nothing but a command that starts the other one, if it was not, when nothing else
 * has kept the host for a second.
 * @returns the folder of extensions it was put into
 */
function emptyExtension(folder: string, activationEvents: readonly string[]): string {
  const path = join(folder, 'bench.empty-0.0.1');
  mkdirSync(path, { recursive: true });
  const manifest = {
    name: 'empty',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '^1.109.0' },
    main: './extension.js',
    activationEvents,
    contributes: { commands: [{ command: 'bench.start', title: 'Bench: start' }] },
  };
  writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(path, 'extension.js'),
    `const { commands, extensions, window } = require('vscode');
exports.activate = () => {
  commands.registerCommand('bench.start', async () => {
    for (let calm = 0; calm < 20; ) {
      const began = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 50));
      calm = performance.now() - began < 55 ? calm + 1 : 0;
    }
    await extensions.getExtension('chaos-workbench.chaos-workbench').activate();
    window.setStatusBarMessage('started');
  });
};
`,
  );
  return folder;
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
