import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { bench, experiment, python } from './testing.ts';

const { place, start, chaos, remove } = await bench();
after(remove);

/** A folder of packages for Python, with one that extends Chaos Toolkit. */
async function withPackage(cwd: string, module: string): Promise<Record<string, string>> {
  const packages = join(cwd, 'packages');
  const about = join(packages, 'chaostoolkit_own-1.2.3.dist-info');
  await mkdir(about, { recursive: true });
  await mkdir(join(packages, 'chaosown'));
  await writeFile(join(packages, 'chaosown', '__init__.py'), module);
  const metadata = 'Metadata-Version: 2.1\nName: chaostoolkit-own\nVersion: 1.2.3\n';
  await writeFile(join(about, 'METADATA'), `${metadata}Summary: For tests\nLicense: MIT\n`);
  await writeFile(join(about, 'top_level.txt'), 'chaosown\n');
  return { PYTHONPATH: packages };
}

test('what is built in needs no Python', async () => {
  const cwd = await place(experiment());
  const { ended } = start(cwd, ['discover', 'chaostoolkit-kubernetes'], { PATH: cwd });
  const { code, out, err } = await ended;
  assert.equal(code, 0, err);
  assert.match(out, /^103 activities: .*discovery\.json\n$/);
  const discovery = JSON.parse(await readFile(join(cwd, 'discovery.json'), 'utf8'));
  assert.equal(discovery.extension.name, 'chaostoolkit-kubernetes');
  const scale = discovery.activities.find(
    ({ name, mod }: Record<string, string>) =>
      name === 'scale_deployment' && mod === 'chaosk8s.deployment.actions',
  );
  assert.deepEqual(scale.arguments, [
    { name: 'name', type: 'string' },
    { name: 'replicas', type: 'integer' },
    { name: 'ns', default: 'default', type: 'string' },
    { name: 'secrets', default: null, type: 'mapping' },
  ]);
});

test(
  'another package is asked through Python, and only what it says is written',
  python,
  async () => {
    const cwd = await place(experiment());
    const environment = await withPackage(
      cwd,
      `import datetime
from logzero import logger
def discover(discover_system=True):
    print("noise")
    logger.info("looking around")
    return {"activities": [{"name": "a"}], "system": discover_system, "date": datetime.date(2020, 1, 2)}
`,
    );
    const args = ['discover', 'chaostoolkit-own', '--no-install', '--no-system-info'];
    const where = ['--discovery-path', 'found.json'];
    const { code, out, err } = await start(cwd, [...args, ...where], environment).ended;
    assert.equal(code, 0, err);
    assert.match(out, /^1 activity: .*found\.json\n$/);
    assert.match(err, /INFO\] looking around$/m);
    assert.deepEqual(JSON.parse(await readFile(join(cwd, 'found.json'), 'utf8')), {
      activities: [{ name: 'a' }],
      system: false,
      date: '2020-01-02',
    });
  },
);

for (const [what, name, module, words] of [
  [
    'is not installed',
    'chaostoolkit-none',
    '',
    /chaostoolkit-none is not installed in .*pip install/,
  ],
  ['has no function for it', 'chaostoolkit-own', 'x = 1\n', /chaosown .*no function “discover”/],
  ['fails', 'chaostoolkit-own', 'import nothing_here\n', /could not tell.*nothing_here/],
] as const) {
  test(`a package that ${what} is told in words, and nothing is written`, python, async () => {
    const cwd = await place(experiment());
    const environment = await withPackage(cwd, module);
    const { code, err } = await start(cwd, ['discover', name, '--no-install'], environment).ended;
    assert.equal(code, 1);
    assert.match(err, words);
    assert.equal(existsSync(join(cwd, 'discovery.json')), false);
  });
}

test('a name that pip would take for something else is not given to it', python, async () => {
  const cwd = await place(experiment());
  const { code, err } = await chaos(cwd, 'discover', './package');
  assert.equal(code, 1);
  assert.match(err, /“\.\/package” is no name of a package/);
});

test('extensions are listed, built in and of Python', python, async () => {
  const cwd = await place(experiment());
  const environment = await withPackage(cwd, '');
  const { code, out, err } = await start(cwd, ['info', 'extensions'], environment).ended;
  assert.equal(code, 0, err);
  assert.match(out, /^NAME +VERSION +LICENSE +DESCRIPTION *\n/);
  assert.match(out, /^chaostoolkit-kubernetes +0\.39\.0 +/m);
  assert.match(out, /^chaostoolkit-own +1\.2\.3 +MIT +For tests *$/m);
});

test('channels are told of a discovery, in Python and over HTTP', python, async (t) => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(200, { connection: 'close' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const cwd = await place(experiment());
  await writeFile(
    join(cwd, 'told.py'),
    `import json
def notify(channel, event):
    with open("told.txt", "a") as out:
        print(event["name"], event["phase"], channel["extra"], type(event["ts"]).__name__, file=out)
def other(channel, event):
    raise ValueError("not today")
`,
  );
  await writeFile(
    join(cwd, 'settings.yaml'),
    `notifications:
- {type: plugin, module: told, extra: [1]}
- {type: plugin, module: told, func: other}
- {type: plugin, module: told, func: none}
- {type: plugin, module: nowhere_at_all}
- {type: http, url: "http://127.0.0.1:${(server.address() as AddressInfo).port}/"}
`,
  );
  const args = ['--verbose', '--settings', 'settings.yaml', 'discover', 'chaostoolkit-kubernetes'];
  const { code, err } = await start(cwd, args, { PYTHONPATH: cwd }).ended;
  assert.equal(code, 0, err);
  assert.equal(
    await readFile(join(cwd, 'told.txt'), 'utf8'),
    'discovery-started discovery [1] float\ndiscovery-completed discovery [1] float\n',
  );
  assert.match(err, /failed calling notification plugin: .*not today/);
  assert.match(err, /could not find function 'none' in plugin 'told'/);
  assert.match(err, /nowhere_at_all/);
  assert.deepEqual(
    bodies.map((body) => JSON.parse(body).name),
    ['discovery-started', 'discovery-completed'],
  );
});

test('the Python that is chosen is the one that is asked', async () => {
  const cwd = await place(experiment());
  await writeFile(
    join(cwd, 'settings.yaml'),
    'notifications:\n- {type: plugin, module: told, events: [discovery-started]}\n',
  );
  const chosen = ['--python', join(cwd, 'no-python')];
  for (const args of [
    ['discover', 'chaostoolkit-own', '--no-install'],
    ['info', 'extensions'],
    ['--verbose', '--settings', 'settings.yaml', 'discover', 'chaostoolkit-kubernetes'],
  ]) {
    const { out, err } = await chaos(cwd, ...args, ...chosen);
    assert.match(out + err, /no-python/, args.join(' '));
  }
});
