import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaches } from './check-rooms.mjs';

test('a room imports what it may', () => {
  assert.deepEqual(
    breaches(
      'src/engine/a.ts',
      "import { b } from '../experiment/b.ts';\nimport c from './c.ts';\nimport 'node:fs';\n",
    ),
    [],
  );
  assert.deepEqual(breaches('src/vscode/a.ts', "import type { B } from '../kubernetes/b.ts';"), []);
});

for (const [what, path, text, breach] of [
  ['another room', 'src/engine/a.ts', "import { b } from '../kubernetes/b.ts';", /may not import/],
  ['another room, lazily', 'src/messages/a.ts', "import('../engine/b.ts')", /may not import/],
  ['for its effect', 'src/ledger/a.ts', "import '../vscode/b.ts';", /may not import/],
  ['a new room', 'src/misc/a.ts', "import { b } from '../engine/b.ts';", /may not import/],
  ['the editor', 'src/engine/a.ts', "import * as vscode from 'vscode';", /outside src\/vscode/],
  ['Node in a browser', 'src/catalogue/a.ts', "import fs from 'node:fs';", /in a browser/],
  ['code of the worker', 'src/vscode/a.ts', "import { b } from '../workbench/b.ts';", /only types/],
  ['outside', 'src/cli/a.ts', "import { b } from '../../test/b.ts';", /outside src/],
  ['a global', 'src/cli/a.ts', 'let count = 0;', /a\.ts:1: state in a module global/],
  ['a long file', 'src/cli/a.ts', '\n'.repeat(401), /401 lines/],
]) {
  test(`a breach is named: ${what}`, () => {
    const found = breaches(path, text);
    assert.equal(found.length, 1, found.join('\n'));
    assert.match(found[0], breach);
  });
}
