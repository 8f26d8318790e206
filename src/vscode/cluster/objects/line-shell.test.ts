import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LineShell } from './line-shell.ts';

function shell(
  run: (line: string, signal: AbortSignal) => Promise<{ output: string; code: number }>,
) {
  let screen = '';
  const lines: string[] = [];
  let exits = 0;
  const made = new LineShell({
    write: (text) => {
      screen += text;
    },
    run: (line, signal) => {
      lines.push(line);
      return run(line, signal);
    },
    words: (error) => String((error as Error).message),
    exit: () => {
      exits += 1;
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { made, lines, screen: () => screen, exits: () => exits, settled };
}

const answer = async (line: string) => ({ output: `said ${line}\n`, code: 0 });

test('a line is carried out when it is complete, and its output shown before the next prompt', async () => {
  const { made, lines, screen, settled } = shell(answer);
  made.open('hello');
  made.input('l');
  made.input('x\u007fs');
  made.input('\r');
  await settled();
  assert.deepEqual(lines, ['ls']);
  assert.equal(screen(), 'hello\r\n$ lx\b \bs\r\nsaid ls\r\n$ ');
});

test('a failure without a word says its exit code; what is thrown is told in words', async () => {
  const silent = shell(async () => ({ output: '', code: 3 }));
  silent.made.input('false\r');
  await silent.settled();
  assert.match(silent.screen(), /exit code 3/);
  const broken = shell(async () => {
    throw new Error('not allowed');
  });
  broken.made.input('ls\r');
  await broken.settled();
  assert.match(broken.screen(), /not allowed\r\n\$ $/);
});

test('former lines come back with the arrow keys', async () => {
  const { made, lines, settled } = shell(answer);
  for (const line of ['one\r', 'two\r']) {
    made.input(line);
    await settled();
  }
  made.input('\u001b[A');
  made.input('\u001b[A');
  made.input('\r');
  await settled();
  assert.deepEqual(lines, ['one', 'two', 'one']);
});

test('Ctrl+C ends what is carried out, and what is typed meanwhile is nothing', async () => {
  const { made, lines, screen, settled } = shell(
    (_line, signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      ),
  );
  made.input('sleep 9\r');
  made.input('ls\r');
  made.input('\u0003');
  await settled();
  assert.deepEqual(lines, ['sleep 9']);
  assert.match(screen(), /\^C\r\n\$ $/);
});

test('exit and Ctrl+D leave', () => {
  const { made, exits } = shell(answer);
  made.input('exit\r');
  made.input('\u0004');
  assert.equal(exits(), 2);
});
