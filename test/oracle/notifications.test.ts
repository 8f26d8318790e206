import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { isObject, type JsonObject } from '../../src/experiment/json.ts';
import { breakIt, experiment, rollbacks, sh, untilBroken } from './build.ts';
import { ours } from './commands.ts';
import { makeFolder } from './folder.ts';
import { Theirs } from './theirs.ts';

let theirs: Theirs;
let server: Server;
let told: unknown[] = [];

before(async () => {
  theirs = await Theirs.start();
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { 'content-type': type, 'x-token': token } = request.headers;
      told.push([request.method, request.url, type, token, outline(body)]);
      response.writeHead(request.url === '/500' ? 500 : 200, { connection: 'close' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

after(async () => {
  await theirs[Symbol.asyncDispose]();
  server.close();
});

/** What must be the same in a notification: not times, not the words of errors. */
function outline(body: string): unknown {
  if (body === '') {
    return body;
  }
  const { ts, error, payload, ...rest } = JSON.parse(body) as JsonObject;
  const { title, status, deviated, run, method } = isObject(payload) ? payload : {};
  return {
    ...rest,
    ts: typeof ts,
    error: typeof error === 'string' ? error.replace(/\(.*\)/s, '') : error,
    payload: { title, status, deviated, method, played: Array.isArray(run) && run.length },
  };
}

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Settings with channels; `@` is the address of a server. */
const channels: Record<string, string> = {
  'every event': '- {type: http, url: "@/all"}',
  'some events':
    '- {type: http, url: "@/some", events: [run-failed, run-deviated, validate-failed]}',
  'no list of events': '- {type: http, url: "@/none", events: []}',
  headers: '- {type: http, url: "@/headers", headers: {X-Token: abc, Content-Type: text/x}}',
  'no payload': '- {type: http, url: "@/get", forward_event_payload: false}',
  'a channel that fails, and one after it':
    '- {type: http, url: "@/500"}\n- {type: http, url: "@/next"}',
  'nobody there, and one after it':
    '- {type: http, url: "http://127.0.0.1:1/"}\n- {type: http, url: "@/next"}',
  'a channel without an address':
    '- {type: http}\n- {type: smoke, url: "@/x"}\n- {type: http, url: "@/z"}',
};

const wrong = { title: 'no description', method: [sh('true')] };

const flows: Record<string, { args: string[]; experiment: JsonObject }> = {
  'a run that completes': { args: ['run'], experiment: experiment({ method: [sh('true')] }) },
  'a run that deviates': {
    args: ['run'],
    experiment: experiment({ ...untilBroken, method: [breakIt], ...rollbacks }),
  },
  'a run that fails': {
    args: ['run'],
    experiment: experiment({
      'steady-state-hypothesis': {
        title: 'h',
        probes: [
          {
            type: 'probe',
            name: 'p',
            tolerance: 200,
            provider: { type: 'http', url: 'http://127.0.0.1:1/', timeout: 1 },
          },
        ],
      },
      method: [sh('true')],
    }),
  },
  'a run that is refused': { args: ['run'], experiment: wrong },
  'a check that finds nothing': {
    args: ['validate'],
    experiment: experiment({ method: [sh('true')] }),
  },
  'a check that finds something': { args: ['validate'], experiment: wrong },
};

async function tellings(flow: string, channel: string): Promise<void> {
  const { args, experiment: each } = flows[flow] ?? { args: [], experiment: {} };
  const folders = await Promise.all(
    [0, 1].map(() => makeFolder({ name: flow, experiment: each }, '')),
  );
  const [first, second] = folders;
  assert.ok(first && second);
  try {
    for (const { path } of folders) {
      await mkdir(join(path, '.chaostoolkit'));
      const settings = `notifications:\n${channels[channel]?.replaceAll('@', address())}\n`;
      await writeFile(join(path, '.chaostoolkit', 'settings.yaml'), settings);
    }
    told = [];
    const real = await theirs.command([...args, first.experiment], first);
    const wanted = told;
    told = [];
    const own = await ours([...args, second.experiment], second);
    const log = `--- chaos\n${real.log}\n--- this\n${own.err}`;
    assert.deepEqual([own.code, told], [real.code, wanted], log);
    if (channel === 'every event') {
      assert.ok(wanted.length > 0);
    }
  } finally {
    await Promise.all(folders.map(({ path }) => rm(path, { recursive: true })));
  }
}

describe('notifications, as the original sends them', () => {
  for (const flow of Object.keys(flows)) {
    it(`${flow}: every event`, () => tellings(flow, 'every event'));
  }
  for (const channel of Object.keys(channels).slice(1)) {
    it(`a run that deviates: ${channel}`, () => tellings('a run that deviates', channel));
  }
  it('a check that finds something: some events', () =>
    tellings('a check that finds something', 'some events'));
});
