import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';
import { messageTables } from './message-tables.mjs';

test('the sentences of a language are the same as one text', async () => {
  for (const language of ['en', 'ja']) {
    const source = `src/messages/${language}/index.ts`;
    const { outputFiles } = await build({
      entryPoints: [source],
      bundle: true,
      write: false,
      format: 'esm',
      charset: 'utf8',
      plugins: [messageTables],
    });
    const code = outputFiles[0].text;
    const built = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const written = await import(`../${source}`);
    assert.deepEqual({ ...built }, { ...written });
    assert.match(code, /^var \w+ = .*JSON\.parse\(/m);
  }
});
