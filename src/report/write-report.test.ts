import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { learn } from '../messages/format.ts';
import type { Journal } from './journal.ts';
import { readJournal } from './read-journal.ts';
import { realJournal, realRuns, realText } from './testing/fixtures.ts';
import { writeReport } from './write-report.ts';

before(() => learn('ja'));

/** Markup and Markdown of a stranger, at every place of a journal that is shown. */
const evil = '<script>alert(1)</script>"\'&|`*[x](javascript:1)\n# no heading';

function evilJournal(): Journal {
  const put = JSON.stringify(evil).slice(1, -1);
  const text = realText('deviated')
    .replaceAll('the deviated one', put)
    .replaceAll('flag is there', put)
    .replaceAll('remove flag', put)
    .replaceAll('"stderr": ""', `"stderr": "${put}\\n\`\`\`\`\\n</details>"`)
    .replace('"a-machine"', `"${put}"`);
  return readJournal(text, evil);
}

test('a page takes nothing from elsewhere and lets nothing in', async () => {
  for (const run of realRuns) {
    const page = await writeReport([realJournal(run)], 'html', 'en');
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    assert.ok(
      page.includes(
        `content="default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'"`,
      ),
      run,
    );
    assert.doesNotMatch(page, /<(script|link|img|iframe|base)\b|\sstyle=|\son\w+=|url\(|@import/);
    assert.doesNotMatch(page, /\b(src|href)="(?!#)/);
  }
});

test('what a journal holds is text, never markup', async () => {
  const page = await writeReport([evilJournal()], 'html', 'en');
  assert.doesNotMatch(page, /<script|<\/details>[^<]*alert/);
  assert.ok(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;&quot;'));
  const opened = page.match(/<details>/g)?.length;
  assert.equal(page.match(/<\/details>/g)?.length, opened);
});

test('headings go down by one, and every one and every place of a link has an id of its own', async () => {
  for (const journals of [[realJournal('deviated')], realRuns.map(realJournal)]) {
    const page = await writeReport(journals, 'html', 'en');
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    levels.forEach((level, index) => {
      assert.ok(level <= (levels[index - 1] ?? 0) + 1, levels.join());
    });
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '');
    assert.equal(new Set(ids).size, ids.length);
    const named = [...page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)];
    assert.deepEqual(
      named.map(([, id]) => id).filter((id) => !ids.includes(id ?? '')),
      [],
    );
    for (const [table] of page.matchAll(/<table>[\s\S]*?<\/table>/g)) {
      assert.match(
        table,
        /^<table><caption>[^<]+<\/caption><thead><tr>(<th scope="col"[^>]*>[^<]+<\/th>){4}<\/tr>/,
      );
      assert.match(table, /<th scope="row">/);
    }
  }
});

test('several journals make one page with a table of contents', async () => {
  const page = await writeReport(realRuns.map(realJournal), 'html', 'en');
  assert.ok(page.includes('<h1>Report of 6 runs</h1>'));
  assert.ok(page.includes('<a href="#r4">the deviated one</a> <b class="bad">✗ Deviated</b>'));
  assert.ok(page.includes('<h2 id="r4">the deviated one</h2>'));
  const markdown = await writeReport(realRuns.map(realJournal), 'markdown', 'en');
  assert.match(markdown, /^# Report of 6 runs\n\n## Contents\n\n1\. \[the aborted one\]\(#r1\)/);
});

test('Markdown tells the same, and nothing of a journal is markup in it', async () => {
  const plain = await writeReport([realJournal('deviated')], 'markdown', 'en');
  assert.ok(plain.includes('**✗ Deviated** “flag is there” stopped holding after “remove flag”.'));
  assert.match(plain, /\| flag is there \| probe \| 0 \| ✗ not met \| \+0\.5\d s \| /);
  const text = await writeReport([evilJournal()], 'markdown', 'en');
  const outside = text
    .replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
    // Within a line of HTML nothing is Markdown.
    .replace(/^<details><summary>[^<]*<\/summary>$/gm, '');
  assert.doesNotMatch(outside, /<script|^# no|(?<!\\)\[x\\?\]|<\/details>[^\n]/m);
  for (const row of outside.split('\n').filter((each) => each.startsWith('|'))) {
    assert.equal(row.match(/(?<!\\)\|/g)?.length, 7, row);
  }
});

test('a report speaks the language of its reader, Chaos Toolkit’s own status stays', async () => {
  const page = await writeReport([realJournal('deviated')], 'html', 'ja');
  assert.match(page, /<html lang="ja">/);
  assert.match(page, /逸脱[\s\S]*completed, deviated/);
  assert.doesNotMatch(page, />(Step|Output|Method|Rollbacks|Environment)</);
});

test('a long output is cut, which is said', async () => {
  const text = realText('deviated').replace('"stderr": ""', `"stderr": "${'x'.repeat(300_000)}"`);
  const page = await writeReport([readJournal(text, 'j')], 'html', 'en');
  assert.ok(page.length < 250_000);
  assert.ok(page.includes('The beginning of a long output. The journal has all of it.'));
});
