import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { selfSigned } from '../../src/kubernetes/testing/certificates.ts';
import { experiment, sh } from './build.ts';
import { ours } from './commands.ts';
import { type CaseFolder, makeFolder } from './folder.ts';
import { Theirs } from './theirs.ts';

const sound = { ...experiment({ method: [sh('true')] }), title: 'é' };
const text = JSON.stringify(sound);
const yaml = `title: t\ndescription: d\nmethod:\n- {type: action, name: a, provider: {type: process, path: 'true'}}\n`;

/** What an address answers: status, type, text. */
const answers: Record<string, [number, string, string]> = {
  '/json': [200, 'application/json', text],
  '/charset': [200, 'application/json; charset=utf-8', text],
  '/yaml': [200, 'application/x-yaml', yaml],
  '/text-yaml': [200, 'text/yaml', yaml],
  '/plain-json': [200, 'text/plain', text],
  '/plain-yaml': [200, 'text/plain', yaml],
  '/html': [200, 'text/html', text],
  '/wrong': [200, 'application/json', '{"title": "no method"}'],
  '/broken': [200, 'application/json', 'no JSON'],
  '/404': [404, 'text/plain', 'gone'],
  '/201': [201, 'application/json', text],
  '/403': [403, 'application/json', text],
};

let theirs: Theirs;
let plain: Server;
let other: Server;
let secure: Server;
/** What the servers have been asked, in order. */
let asked: string[] = [];
const authority = await selfSigned('localhost');

function note(request: IncomingMessage): void {
  const { authorization, accept } = request.headers;
  asked.push([request.method, request.url, authorization, accept].join(' | '));
}

const listener: RequestListener = (request, response) => {
  note(request);
  // A proxy is asked with the whole address.
  const path = (request.url ?? '').replace(/^http:\/\/[^/]*/, '').split('?')[0] ?? '';
  const to = { '/moved': '/json', '/foreign': `${addressOf(other)}/json` }[path];
  if (to !== undefined) {
    response.writeHead(302, { location: to, connection: 'close' }).end();
    return;
  }
  const [status, type, body] = answers[path] ?? [500, 'text/plain', 'what?'];
  response.writeHead(status, { 'content-type': type, connection: 'close' }).end(body);
};

function placeOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function addressOf(server: Server): string {
  return `http://${placeOf(server)}`;
}

before(async () => {
  theirs = await Theirs.start();
  plain = createServer(listener).listen(0, '127.0.0.1');
  other = createServer(listener).listen(0, '127.0.0.1');
  secure = createSecureServer(authority, listener).listen(0, '127.0.0.1');
  await Promise.all([plain, other, secure].map((server) => once(server, 'listening')));
});

after(async () => {
  await theirs[Symbol.asyncDispose]();
  for (const server of [plain, other, secure]) {
    server.close();
  }
});

interface Loading {
  /** `@plain@`, `@other@` and `@secure@` become places of servers, in all texts here. */
  url: string;
  args?: string[];
  settings?: string;
  netrc?: string;
  environment?: Record<string, string>;
}

const auths = (type: string) => `auths:\n  '@plain@': {type: ${type}, value: abc}\n`;

const loadings: Record<string, Loading> = {
  ...Object.fromEntries(
    Object.keys(answers).map((path) => [`what ${path} answers`, { url: `http://@plain@${path}` }]),
  ),
  'a server that is not there': { url: 'http://127.0.0.1:1/json' },
  'a scheme of another kind': { url: 'ftp://@plain@/json' },
  ...Object.fromEntries(
    ['bearer', 'basic', 'digest'].map((type) => [
      `the ${type} authorisation of its place`,
      { url: 'http://@plain@/json', settings: auths(type) },
    ]),
  ),
  'no authorisation for another place': { url: 'http://@other@/json', settings: auths('bearer') },
  'a bearer token of the environment, which beats the settings': {
    url: 'http://@plain@/json',
    settings: auths('basic'),
    environment: { CHAOSTOOLKIT_LOADER_AUTH_BEARER_TOKEN: ' token ' },
  },
  'an authorisation that goes along to the same place': {
    url: 'http://@plain@/moved',
    settings: auths('bearer'),
  },
  'an authorisation that does not go to another place': {
    url: 'http://@plain@/foreign',
    settings: auths('bearer'),
  },
  'credentials of the address': { url: 'http://user:pass@@plain@/json' },
  'netrc, which beats the settings': {
    url: 'http://@plain@/json',
    settings: auths('bearer'),
    netrc: 'machine 127.0.0.1 login user password pass',
  },
  'netrc of another machine': {
    url: 'http://@plain@/json',
    settings: auths('bearer'),
    netrc: 'machine example.com login user password pass',
  },
  'a proxy': {
    url: 'http://example.invalid/json',
    environment: { http_proxy: 'http://@plain@' },
  },
  'a proxy in capitals': {
    url: 'http://example.invalid/json',
    environment: { HTTP_PROXY: 'http://@plain@' },
  },
  'a proxy for all': {
    url: 'http://example.invalid/yaml',
    environment: { ALL_PROXY: 'http://@plain@' },
  },
  'a proxy that is left out': {
    url: 'http://@plain@/json',
    environment: { HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '127.0.0.1' },
  },
  'a certificate of nobody': { url: 'https://@secure@/json' },
  'a certificate of nobody, not verified': {
    url: 'https://@secure@/json',
    args: ['--no-verify-tls'],
  },
  'a bundle of authorities': {
    url: 'https://@secure@/json',
    environment: { REQUESTS_CA_BUNDLE: 'authority.pem' },
  },
  'a bundle for curl': {
    url: 'https://@secure@/json',
    environment: { CURL_CA_BUNDLE: 'authority.pem' },
  },
  'a bundle that is not there': {
    url: 'https://@secure@/json',
    environment: { REQUESTS_CA_BUNDLE: 'none.pem' },
  },
};

function placed(template: string): string {
  return template
    .replaceAll('@plain@', placeOf(plain))
    .replaceAll('@other@', placeOf(other))
    .replaceAll('@secure@', placeOf(secure));
}

async function prepared(loading: Loading): Promise<CaseFolder> {
  const environment = Object.fromEntries(
    Object.entries(loading.environment ?? {}).map(([key, value]) => [key, placed(value)]),
  );
  const folder = await makeFolder({ name: 'loading', experiment: sound, environment }, '');
  await mkdir(join(folder.path, '.chaostoolkit'));
  const settings = join(folder.path, '.chaostoolkit', 'settings.yaml');
  await writeFile(settings, placed(loading.settings ?? ''));
  await writeFile(join(folder.path, 'authority.pem'), authority.cert);
  if (loading.netrc !== undefined) {
    await writeFile(join(folder.path, '.netrc'), loading.netrc, { mode: 0o600 });
  }
  return folder;
}

describe('loading from an address, as the original does it', () => {
  for (const [name, loading] of Object.entries(loadings)) {
    it(name, async () => {
      const folder = await prepared(loading);
      const args = ['validate', ...(loading.args ?? []), placed(loading.url)];
      try {
        asked = [];
        const real = await theirs.command(args, folder);
        const theirAsked = asked;
        asked = [];
        const own = await ours(args, folder);
        const log = `--- chaos\n${real.log}\n--- this\n${own.err}`;
        assert.deepEqual([own.code, asked], [real.code, theirAsked], log);
        assert.doesNotMatch(own.err + own.out, /abc|:pass|token /, log);
      } finally {
        await rm(folder.path, { recursive: true });
      }
    });
  }
});
