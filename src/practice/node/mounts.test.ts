import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Mounts } from './mounts.ts';

const mounts = new Mounts(
  [
    { inside: '/', outside: '/host/root' },
    { inside: '/app', outside: '/host/volumes/app' },
    { inside: '/app/one.txt', outside: '/host/files/0' },
  ],
  ['/host', '/lib/shim.cjs'],
);

test('a path belongs to the longest mount', () => {
  assert.equal(mounts.outside('/app/main.mjs', '/'), '/host/volumes/app/main.mjs');
  assert.equal(mounts.outside('/app/one.txt', '/'), '/host/files/0');
  assert.equal(mounts.outside('/application', '/'), '/host/root/application');
  assert.equal(mounts.outside('/', '/'), '/host/root');
});

test('relative paths start from the container’s folder and stay in the container', () => {
  assert.equal(mounts.outside('x', '/app'), '/host/volumes/app/x');
  assert.equal(mounts.outside('../../../etc/passwd', '/app'), '/host/root/etc/passwd');
});

test('what is known stands for itself', () => {
  assert.equal(mounts.outside('/lib/shim.cjs', '/'), '/lib/shim.cjs');
  assert.equal(mounts.outside('/host/pod/setup.json', '/'), '/host/pod/setup.json');
  assert.equal(mounts.outside('/hostile', '/'), '/host/root/hostile');
});

test('paths of this machine are told as the container’s', () => {
  assert.equal(mounts.inside('/host/volumes/app/x/y'), '/app/x/y');
  assert.equal(mounts.inside('/host/files/0'), '/app/one.txt');
  assert.equal(mounts.inside('/elsewhere'), '/elsewhere');
});

test('on Windows too', () => {
  const windows = new Mounts(
    [
      { inside: '/', outside: 'C:\\pod\\root' },
      { inside: '/app', outside: 'C:\\pod\\app' },
    ],
    ['C:\\pod'],
  );
  assert.equal(windows.outside('C:\\app\\sub\\x.mjs', '/'), 'C:\\pod\\app\\sub\\x.mjs');
  assert.equal(windows.outside('/app/x', '/'), 'C:\\pod\\app\\x');
  assert.equal(windows.outside('C:\\Users\\me', '/'), 'C:\\pod\\root\\Users\\me');
  assert.equal(windows.inside('C:\\pod\\app\\sub\\x'), '/app/sub/x');
});
