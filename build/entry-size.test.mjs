import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkEntry, checkRun, entryFiles, entryLimit, runFiles, startup } from './entry-size.mjs';

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

/** A build whose entry imports so many chunks more. */
function scattered(count) {
  const build = metafile(5, 'src/a.ts');
  const entry = build.outputs['dist/extension.js'];
  for (let index = 0; index < count; index += 1) {
    const path = `dist/chunks/part-${index}.js`;
    build.outputs[path] = { bytes: 1, inputs: {}, imports: [], exports: [] };
    entry.imports.push({ path, kind: 'import-statement' });
  }
  return build;
}

test('an entry in too many files fails the build', () => {
  assert.throws(() => checkEntry(scattered(entryFiles)), /files at its start/);
});

test('a run in too many files fails the build', () => {
  const build = scattered(runFiles);
  build.outputs['dist/extension.js'].entryPoint = 'src/cli/run.ts';
  assert.throws(() => checkRun(build), /files at its start/);
});

test('a run that is no file of its own fails the build', () => {
  assert.throws(() => checkRun(metafile(5, 'src/a.ts')), /no file of its own/);
});

test('a run that loads a slow part of Node.js fails the build', () => {
  const build = metafile(5, 'src/a.ts');
  const chunk = build.outputs['dist/chunks/a.js'];
  chunk.entryPoint = 'src/cli/run.ts';
  checkRun(build);
  chunk.imports.push({ path: 'node:crypto', kind: 'import-statement', external: true });
  assert.throws(() => checkRun(build), /at its start: node:crypto/);
});
