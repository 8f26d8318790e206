import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHumanError } from '../../../messages/error.ts';
import { splitWords } from './shell-words.ts';

/** What Python's shlex.split gives. */
const table: [string, string[]][] = [
  ['', []],
  ['  ls   -l ', ['ls', '-l']],
  ['sh -c "echo a b"', ['sh', '-c', 'echo a b']],
  ['echo \'a  "b"\'', ['echo', 'a  "b"']],
  ['a"b c"d', ['ab cd']],
  ['""', ['']],
  ["a '' b", ['a', '', 'b']],
  ['a\\ b', ['a b']],
  ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']],
  ["'a\\'", ['a\\']],
  ['a\tb\nc', ['a', 'b', 'c']],
  ['$HOME *.txt', ['$HOME', '*.txt']],
];

for (const [line, words] of table) {
  test(`words of ${JSON.stringify(line)}`, () => {
    assert.deepEqual(splitWords(line), words);
  });
}

for (const line of ["echo 'a", 'echo "a', 'echo \\']) {
  test(`refuses ${line}`, () => {
    assert.throws(
      () => splitWords(line),
      (error) => isHumanError(error) && error.code === 'kubernetes.command-quotes',
    );
  });
}
