import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { netrcCredentials } from './netrc.ts';

const home = await mkdtemp(join(tmpdir(), 'netrc-'));
after(() => rm(home, { recursive: true }));

/** What a netrc says for a host. */
async function asked(text: string, host: string): Promise<string | undefined> {
  await writeFile(join(home, 'rc'), text);
  return netrcCredentials(host, { environment: { NETRC: 'rc' }, cwd: home, homedir: home });
}

/** A netrc, and what Python 3.12 with requests 2.34 gives for the host `h`. */
const files: [string, string | undefined][] = [
  ['machine h login a password b', 'a:b'],
  ['machine h\n\tlogin a\n\tpassword b\n', 'a:b'],
  ['machine h user a account c password b', 'a:b'],
  ['machine h account c password b', 'c:b'],
  ['machine h password b', ':b'],
  ['machine h login a', 'a:'],
  ['machine h', undefined],
  ['machine other login a password b', undefined],
  ['machine other login x password y default login a password b', 'a:b'],
  ['machine h login a password "b \\" c"', 'a:b " c'],
  ['machine h login a password b\\ c', 'a:b c'],
  ['machine h login a password #b', 'a:#b'],
  ['# a comment\nmachine h login a password b', 'a:b'],
  ['#a comment\nmachine h login a password b', undefined],
  ['machine h # a comment\nlogin a password b', 'a:b'],
  ['machine h login a password b machine h login c password d', 'c:d'],
  ['macdef m\nmachine h\n\nmachine h login a password b', 'a:b'],
  ['nonsense h', undefined],
  ['machine h login a password b nonsense', undefined],
  ['', undefined],
];

for (const [text, wanted] of files) {
  test(`${JSON.stringify(text)} gives ${wanted}`, async () => {
    assert.equal(await asked(text, 'h'), wanted);
  });
}

test('without NETRC it is .netrc in the home folder, then _netrc', async () => {
  const folder = await mkdtemp(join(home, 'home-'));
  const look = () =>
    netrcCredentials('h', { environment: { HOME: folder }, cwd: home, homedir: '/nowhere' });
  assert.equal(await look(), undefined);
  await writeFile(join(folder, '_netrc'), 'machine h login second password b');
  assert.equal(await look(), 'second:b');
  await writeFile(join(folder, '.netrc'), 'machine h login first password b');
  assert.equal(await look(), 'first:b');
});
