import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { bench, experiment, node } from './testing.ts';

const { place, start, remove } = await bench();
const bodies: string[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    bodies.push(body);
    response.writeHead(request.url?.startsWith('/refuse') ? 403 : 200, { connection: 'close' });
    response.end();
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(async () => {
  server.close();
  await remove();
});

const secrets = {
  group: { inline: 'canary-inline', fromEnv: { type: 'env', key: 'CANARY' } },
};

test('no secret is sent, and none of the settings is told in the log', async () => {
  const printing = node("console.log('canary-inline', process.env.CANARY)");
  const cwd = await place(
    experiment({
      description: 'with canary-inline in it',
      secrets,
      method: [{ type: 'action', name: 'print', provider: printing }],
    }),
  );
  const settings = `notifications:
- {type: http, url: "${address}/refuse/canary-path?canary-query", headers: {X: canary-header}}
- {type: http, url: "http://127.0.0.1:1/canary-path"}
- {type: http, url: "nonsense://canary-path"}
- {type: http, url: "${address}/", headers: {X: "canary-header\\n"}}
- {type: plugin, module: nowhere}
`;
  await writeFile(join(cwd, 'settings.yaml'), settings);
  bodies.length = 0;
  const args = ['--verbose', '--settings', 'settings.yaml', 'run', 'experiment.json'];
  const { code, out, err } = await start(cwd, args, { CANARY: 'canary-env' }).ended;
  assert.equal(code, 0, err);
  assert.deepEqual(
    bodies.map((body) => JSON.parse(body).name),
    ['run-started', 'run-completed'],
  );
  assert.doesNotMatch(bodies.join('\n'), /canary/);
  assert.match(bodies.join('\n'), /with \*\*\* in it/);
  assert.doesNotMatch(out + err, /canary/);
  assert.match(err, /notification sent to 127\.0\.0\.1:\d+ failed with: 403/);
  assert.match(err, /failed calling notification endpoint/);
});

test('the words of what is wrong are sent, in English', async () => {
  const cwd = await place({ title: 'no method', description: 'd' });
  await writeFile(
    join(cwd, 'settings.yaml'),
    `notifications:\n- {type: http, url: "${address}/", events: [validate-failed]}\n`,
  );
  bodies.length = 0;
  const args = ['--settings', 'settings.yaml', 'validate', 'experiment.json'];
  const { code, err } = await start(cwd, args, { LANG: 'ja_JP.UTF-8' }).ended;
  assert.equal(code, 1, err);
  const [body = ''] = bodies;
  assert.match(JSON.parse(body).error, /^An exception was raised: InvalidExperiment\('.*method/);
});
