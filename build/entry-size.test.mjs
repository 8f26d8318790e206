import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEntry, entryLimit, startup } from './entry-size.mjs';

/** A build of an entry, a chunk it imports and a chunk it loads later. */
function metafile(chunkBytes, chunkInput) {
  const output = (bytes, inputs, imports) => ({
    bytes,
    inputs: Object.fromEntries(inputs.map((input) => [input, { bytesInOutput: bytes }])),
    imports,
    exports: [],
  });
  return {
    inputs: {},
    outputs: {
      'dist/extension.js': output(
        10,
        ['src/extension.ts'],
        [
          { path: 'dist/chunks/a.js', kind: 'import-statement' },
          { path: 'dist/chunks/b.js', kind: 'dynamic-import' },
        ],
      ),
      'dist/chunks/a.js': output(
        chunkBytes,
        [chunkInput],
        [{ path: 'dist/extension.js', kind: 'import-statement' }],
      ),
      'dist/chunks/b.js': output(10 * entryLimit, ['node_modules/yaml/x.js'], []),
    },
  };
}

test('what is loaded later does not count', () => {
  assert.equal(startup(metafile(5, 'src/a.ts'), 'dist/extension.js').bytes, 15);
  checkEntry(metafile(5, 'src/a.ts'));
});

test('an entry that is too large, or loads the client, fails the build', () => {
  assert.throws(() => checkEntry(metafile(entryLimit, 'src/a.ts')), /bytes at its start/);
  assert.throws(
    () => checkEntry(metafile(5, 'node_modules/@kubernetes/client-node/dist/config.js')),
    /client-node/,
  );
});
