import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { type JobParts, jobOf } from './job.ts';
import { panelHtml } from './panel-html.ts';

const parts: JobParts = {
  text: '{}',
  format: 'json',
  path: undefined,
  folder: undefined,
  target: {},
  kubeconfig: '',
  journalPath: '',
};

test('relative paths start in the experiment’s folder, else the workspace’s, else at home', () => {
  const folder = resolve('workspace');
  const path = join(folder, 'chaos', 'experiment.json');
  const job = jobOf({ ...parts, path, folder, journalPath: 'journal.json' });
  assert.equal(job.cwd, join(folder, 'chaos'));
  assert.equal(job.source, 'experiment.json');
  assert.equal(job.journalPath, join(folder, 'chaos', 'journal.json'));
  assert.equal(jobOf({ ...parts, folder }).cwd, folder);
  assert.equal(jobOf(parts).cwd, homedir());
});

test('the chosen kubeconfig beats the setting; nothing said leaves it to kubectl’s rules', () => {
  assert.deepEqual(jobOf(parts).connection, {});
  assert.deepEqual(jobOf({ ...parts, kubeconfig: 'a' }).connection, { kubeconfig: 'a' });
  const target = { kubeconfig: 'b', context: 'c', namespace: 'n', label: 'practice' };
  assert.deepEqual(jobOf({ ...parts, kubeconfig: 'a', target }).connection, {
    kubeconfig: 'b',
    context: 'c',
    namespace: 'n',
  });
});

test('the page’s policy allows nothing but its own script and style', () => {
  const html = panelHtml({
    script: 'https://x/panel.js',
    style: 'https://x/panel.css',
    origin: 'https://x',
    nonce: 'abc',
    language: 'en"><script>',
  });
  assert.match(html, /default-src 'none'; style-src https:\/\/x; script-src 'nonce-abc'/);
  assert.doesNotMatch(html, /unsafe|onload=|<script>/);
  assert.match(html, /<html lang="enscript">/);
});
