/**
 * Rules of the layout that the linter has no word for: which room may import which, what a room may
 * not use, how long a file may be, and no state in module globals. Prints every breach; exit code 1.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

/** Room → rooms it may import besides itself. Rooms not named here are refused. */
const allowed = {
  messages: [],
  experiment: ['catalogue', 'messages'],
  catalogue: ['experiment', 'messages'],
  platform: ['messages'],
  engine: ['experiment', 'catalogue', 'messages', 'platform'],
  ledger: ['experiment', 'messages', 'platform'],
  kubernetes: ['engine', 'ledger', 'experiment', 'catalogue', 'messages', 'platform'],
  workbench: ['kubernetes', 'engine', 'ledger', 'experiment', 'catalogue', 'messages', 'platform'],
  worker: ['workbench', 'kubernetes', 'engine', 'experiment', 'catalogue', 'messages', 'platform'],
  vscode: [
    'worker',
    'workbench',
    'kubernetes',
    'engine',
    'experiment',
    'catalogue',
    'messages',
    'platform',
  ],
  cli: ['workbench', 'kubernetes', 'engine', 'experiment', 'catalogue', 'messages', 'platform'],
  '.': [
    'cli',
    'vscode',
    'worker',
    'workbench',
    'kubernetes',
    'engine',
    'experiment',
    'catalogue',
    'messages',
    'platform',
  ],
};

/** Rooms that also run in a browser: nothing of Node. */
const browser = ['messages', 'experiment', 'catalogue'];

/** The editor's side of the worker: these rooms give it types only, their code runs over there. */
const typesOnly = { vscode: ['workbench', 'kubernetes'] };

/** Lines a file may have. */
const longest = 400;

const breaches = [];
for (const file of globSync('src/**/*.ts')) {
  const path = file.split(sep).join('/');
  if (path.includes('/generated/')) {
    continue;
  }
  const room = path.split('/').length === 2 ? '.' : path.split('/')[1];
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n');
  const test = path.endsWith('.test.ts');
  if (lines.length > longest + 1) {
    breaches.push(`${path}: ${lines.length - 1} lines; ask whether two files would be clearer`);
  }
  const imports = text.matchAll(
    /(?:^|\n)(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g,
  );
  for (const match of imports) {
    const target = match[2] ?? match[3];
    const type = match[1] !== undefined;
    if (target === 'vscode' && room !== 'vscode' && !path.startsWith('src/extension')) {
      breaches.push(`${path}: imports vscode outside src/vscode`);
    }
    if (target.startsWith('node:') && browser.includes(room) && !test) {
      breaches.push(`${path}: imports ${target} in a room that also runs in a browser`);
    }
    if (!target.startsWith('.')) {
      continue;
    }
    const resolved = normalize(join(dirname(path), target))
      .split(sep)
      .join('/');
    if (!resolved.startsWith('src/')) {
      if (!test && !resolved.startsWith('schemas/')) {
        breaches.push(`${path}: imports ${resolved}, which is outside src`);
      }
      continue;
    }
    const other = resolved.split('/').length === 2 ? '.' : resolved.split('/')[1];
    if (other === room) {
      continue;
    }
    if (!allowed[room]?.includes(other)) {
      breaches.push(`${path}: ${room} may not import ${other}`);
    } else if (typesOnly[room]?.includes(other) && !type && !test) {
      breaches.push(`${path}: ${room} takes only types from ${other}`);
    }
  }
  if (!test) {
    lines.forEach((line, index) => {
      if (/^(export )?let /.test(line)) {
        breaches.push(`${path}:${index + 1}: state in a module global`);
      }
    });
  }
}
for (const breach of breaches) {
  console.error(breach);
}
process.exitCode = breaches.length === 0 ? 0 : 1;
