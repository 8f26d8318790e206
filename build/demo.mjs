/**
 * `npm run demo`: the whole lesson on this machine alone, with the commands that a person would type.
 * A practice cluster of its own comes up; the sample services run on it; experiments delete a pod,
 * then the backend, behind a frontend without and with a circuit breaker. Exit code 0 when the three
 * verdicts are the expected ones.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format, learn } from '../src/messages/format.ts';
import { languageOf } from '../src/messages/language.ts';

const cli = resolve('dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'chaos-workbench-demo-'));
const environment = { ...process.env, CHAOS_WORKBENCH_STATE: join(folder, 'state') };
const language = languageOf(process.env);
await learn(language);

/** @param {string} code of a message, without `lesson.demo-` */
function say(code, args = {}) {
  console.log(`\n${format({ code: `lesson.demo-${code}`, args }, language)}\n`);
}

/** Runs a command where everybody sees it; resolves to its exit code and what it printed. */
async function chaosWorkbench(...args) {
  console.log(`$ chaos-workbench ${args.join(' ')}`);
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    text += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, text };
}

/** What must succeed for the lesson to go on. */
async function must(...args) {
  const { exitCode, text } = await chaosWorkbench(...args);
  if (exitCode !== 0) {
    throw new Error(`chaos-workbench ${args.join(' ')}: exit code ${exitCode}`);
  }
  return text;
}

async function deploy(frontend) {
  const text = await must('samples', 'deploy', '--frontend', frontend);
  // The address is the same in every language.
  environment.FRONTEND_URL = /http:\/\/\S+/.exec(text)?.[0];
}

/** The verdict of an experiment, as its journal has it. */
async function run(experiment) {
  const journal = join(folder, 'journal.json');
  await chaosWorkbench(
    'run',
    resolve('manifests', `experiment.${experiment}.json`),
    '--journal-path',
    journal,
  );
  const { status, deviated } = JSON.parse(readFileSync(journal, 'utf8'));
  return deviated ? 'deviated' : status;
}

async function lesson() {
  say('cluster');
  environment.KUBECONFIG = (await must('practice', 'up', '--detach')).trim();
  say('deploy');
  await deploy('v1');
  say('pod');
  const verdicts = [await run('pod')];
  say('deployment');
  verdicts.push(await run('deployment'));
  say('undo');
  await must('undo');
  say('breaker');
  await deploy('v2');
  verdicts.push(await run('deployment'));
  say('clean');
  await must('samples', 'remove');
  return verdicts.join(', ');
}

const expected = 'completed, deviated, completed';
try {
  const verdicts = await lesson();
  say(verdicts === expected ? 'right' : 'wrong', { verdicts, expected });
  process.exitCode = verdicts === expected ? 0 : 1;
} finally {
  await chaosWorkbench('practice', 'down');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
