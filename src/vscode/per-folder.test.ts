import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globsOfFolders } from './per-folder.ts';

test('each folder is searched by its own globs, which count from it', () => {
  const settings: Record<string, string[]> = { shop: ['*.chaos.yaml', 'faults/*.json'], bank: [] };
  assert.deepEqual(
    globsOfFolders(['shop', 'bank'], (folder) => settings[folder] ?? []),
    [
      { folder: 'shop', pattern: '**/*.chaos.yaml' },
      { folder: 'shop', pattern: 'faults/*.json' },
    ],
  );
});

test('without folders nothing is searched', () => {
  assert.deepEqual(
    globsOfFolders([], () => ['*.json']),
    [],
  );
});
