/**
 * Rules of the layout that the linter has no word for: which room may import which, what a room may
 * not use, how long a file may be, and no state in module globals. Prints every breach; exit code 1.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

const basic = ['experiment', 'catalogue', 'messages', 'platform'];
const composed = ['workbench', 'kubernetes', 'ledger', 'engine', ...basic];

/** Room → rooms it may import besides itself; `.` is `src` itself. Rooms not named are refused. */
const allowed = {
  messages: [],
  experiment: ['catalogue', 'messages'],
  catalogue: ['experiment', 'messages'],
  platform: ['messages'],
  engine: basic,
  report: ['engine', 'experiment', 'catalogue', 'messages'],
  ledger: ['experiment', 'messages', 'platform'],
  kubernetes: ['engine', 'ledger', ...basic],
  practice: basic,
  workbench: ['kubernetes', 'engine', 'ledger', ...basic],
  worker: composed,
  cli: ['practice', 'report', ...composed],
  vscode: ['worker', 'practice', 'report', ...composed],
  '.': ['cli', 'vscode', 'worker', ...composed],
};

/** Rooms that also run in a browser: nothing of Node. */
const browser = ['messages', 'experiment', 'catalogue', 'report'];

/** The editor's side of the worker: these rooms give it types only, their code runs over there. */
const typesOnly = { vscode: ['workbench', 'kubernetes'] };

/** Rooms that have a door: others may only come in there. */
const doors = { practice: 'src/practice/lifetime/' };

/** Lines a file may have. */
const longest = 400;

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`. */
const importing =
  /(?:^|\n)(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|(?:^|\n)import\s+'([^']+)'|import\('([^']+)'\)/g;

const slashes = (path) => path.split(sep).join('/');
const roomOf = (path) => (path.split('/').length === 2 ? '.' : path.split('/')[1]);

/**
 * @param {string} path of a source, with slashes, from the project's folder on
 * @param {string} text of it
 * @returns {string[]} what it does against the rules
 */
export function breaches(path, text) {
  const room = roomOf(path);
  const test = path.endsWith('.test.ts');
  const lines = text.split('\n');
  const found = [];
  if (lines.length > longest + 1) {
    found.push(`${path}: ${lines.length - 1} lines; ask whether two files would be clearer`);
  }
  for (const [, type, from, bare, dynamic] of text.matchAll(importing)) {
    found.push(...importBreaches(path, room, test, from ?? bare ?? dynamic, type !== undefined));
  }
  if (!test) {
    lines.forEach((line, index) => {
      if (/^(export )?let /.test(line)) {
        found.push(`${path}:${index + 1}: state in a module global`);
      }
    });
  }
  return found;
}

function importBreaches(path, room, test, target, type) {
  if (target === 'vscode') {
    const here = room === 'vscode' || path.startsWith('src/extension');
    return here ? [] : [`${path}: imports vscode outside src/vscode`];
  }
  if (target.startsWith('node:')) {
    const wrong = browser.includes(room) && !test;
    return wrong ? [`${path}: imports ${target} in a room that also runs in a browser`] : [];
  }
  if (!target.startsWith('.')) {
    return [];
  }
  const resolved = slashes(normalize(join(dirname(path), target)));
  if (!resolved.startsWith('src/')) {
    const fine = test || resolved.startsWith('schemas/');
    return fine ? [] : [`${path}: imports ${resolved}, which is outside src`];
  }
  const other = roomOf(resolved);
  if (other === room) {
    return [];
  }
  if (!allowed[room]?.includes(other)) {
    return [`${path}: ${room} may not import ${other}`];
  }
  if (other in doors && !resolved.startsWith(doors[other]) && !test) {
    return [`${path}: imports ${resolved}, and not from ${doors[other]}`];
  }
  return typesOnly[room]?.includes(other) && !type && !test
    ? [`${path}: ${room} takes only types from ${other}`]
    : [];
}

if (import.meta.main) {
  const found = globSync('src/**/*.ts')
    .map(slashes)
    .filter((path) => !path.includes('/generated/'))
    .flatMap((path) => breaches(path, readFileSync(path, 'utf8')));
  for (const breach of found) {
    console.error(breach);
  }
  process.exitCode = found.length === 0 ? 0 : 1;
}
