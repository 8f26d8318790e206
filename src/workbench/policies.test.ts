import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { nodePlatform } from '../platform/platform.ts';
import type { PolicySettings } from './job.ts';
import { loadPolicies, policiesOf } from './policies.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'policies-'));
});

afterEach(() => rm(root, { recursive: true }));

async function put(path: string, content: object | string): Promise<string> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** A platform whose user lives in the test's folder. */
const platform = (environment: Record<string, string> = {}) =>
  nodePlatform({ os: 'linux', homedir: join(root, 'home'), environment });

/** Numbers of `maxTargets`, by which the policies of these tests are told apart. */
async function found(...[folders, settings, on]: Partial<Parameters<typeof loadPolicies>>) {
  const { all } = await loadPolicies(folders ?? [], settings ?? [], on ?? platform());
  return all.map(({ level, maxTargets }) => {
    const most = maxTargets?.value ?? {};
    return `${level} ${'count' in most ? most.count : ''}`;
  });
}

test('where there is no policy, none holds, and where it would be is known', async () => {
  const policies = await loadPolicies([join(root, 'a/b')], [], platform());
  assert.deepEqual(policies, {
    all: [],
    userFile: join(root, 'home/.config/ChaosWorkbench/policy.json'),
  });
});

test('the user’s file counts, then those of the folders and of each one above', async () => {
  await put('home/.config/ChaosWorkbench/policy.json', { maxTargets: 1 });
  await put('work/.chaos-workbench/policy.json', { maxTargets: 2 });
  await put('work/shop/.chaos-workbench/policy.json', { maxTargets: 3 });
  await put('other/.chaos-workbench/policy.json', { maxTargets: 4 });
  const shop = join(root, 'work/shop/experiments');
  assert.deepEqual(await found([shop]), ['user 1', 'workspace 3', 'workspace 2']);
  const both = await policiesOf({ folder: shop, cwd: join(root, 'other') }, platform());
  assert.equal(both.all.length, 4);
  const settings: PolicySettings[] = [
    { level: 'user', values: { maxTargets: 5 } },
    { level: 'workspace', values: {} },
  ];
  assert.deepEqual(await found([], settings), ['user 1', 'user 5', 'workspace ']);
});

test('the process’s environment says which file is the user’s; then it must be there', async () => {
  await put('home/.config/ChaosWorkbench/policy.json', { maxTargets: 1 });
  const file = await put('own.json', { maxTargets: 6 });
  const at = (path: string) => platform({ CHAOS_WORKBENCH_POLICY: path });
  assert.deepEqual(await found([], [], at(file)), ['user 6']);
  await assert.rejects(found([], [], at(join(root, 'gone.json'))), {
    code: 'policy.file-missing',
    message: /gone\.json, where CHAOS_WORKBENCH_POLICY says/,
  });
  const xdg = platform({ XDG_CONFIG_HOME: join(root, 'xdg') });
  await put('xdg/ChaosWorkbench/policy.json', { maxTargets: 7 });
  assert.deepEqual(await found([], [], xdg), ['user 7']);
});

test('a policy that can’t be read or understood refuses, wherever it is', async () => {
  const broken = await put('work/.chaos-workbench/policy.json', '{\n  "maxTargets": 1,,\n}');
  await assert.rejects(found([join(root, 'work/shop')]), {
    code: 'policy.file-syntax',
    message: new RegExp(`^${broken}:2:19: `),
  });
  await mkdir(join(root, 'folder/.chaos-workbench/policy.json'), { recursive: true });
  await assert.rejects(found([join(root, 'folder')]), {
    code: 'policy.file-unreadable',
  });
});
