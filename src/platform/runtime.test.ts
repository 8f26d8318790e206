import assert from 'node:assert/strict';
import { test } from 'node:test';
import { essentialVariables, plainVariables, runtimeOf } from './runtime.ts';

test('Electron is told to be Node.js', () => {
  const electron = { execPath: '/Code', electron: true };
  assert.deepEqual(runtimeOf(electron), {
    program: '/Code',
    environment: { ELECTRON_RUN_AS_NODE: '1' },
  });
  assert.deepEqual(runtimeOf({ ...electron, electron: false }).environment, {});
});

test('a program of ours gets what the system needs and nothing of the user', () => {
  const environment = { PATH: '/bin', Path: 'x', AWS_SECRET_ACCESS_KEY: 's' };
  assert.deepEqual(plainVariables({ os: 'linux', environment }), { PATH: '/bin' });
});

test('on Windows the names of variables have no case', () => {
  const environment = { SYSTEMROOT: 'C:\\Windows', PATH: 'C:\\bin', USERNAME: 'me' };
  assert.deepEqual(plainVariables({ os: 'win32', environment }), {
    SYSTEMROOT: 'C:\\Windows',
    PATH: 'C:\\bin',
  });
});

test('what is not ours gets less: nothing, but on Windows where its libraries are', () => {
  const environment = { PATH: '/bin', SystemRoot: 'C:\\Windows' };
  assert.deepEqual(essentialVariables({ os: 'linux', environment }), {});
  assert.deepEqual(essentialVariables({ os: 'win32', environment }), {
    SystemRoot: 'C:\\Windows',
  });
});
