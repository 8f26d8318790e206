import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';

/** A secret store with one token, one role of AppRole and one of Kubernetes. */
export interface VaultServer extends AsyncDisposable {
  address: string;
  /** `METHOD path token namespace` of what was asked. */
  asked: string[];
}

/** What is allowed to read. */
export const vaultToken = 'hvs.canary-vault-token';
/** Of AppRole. */
export const vaultRole = { id: 'role-id', secret: 'canary-role-secret' };
/** Of a pod's service account. */
export const vaultAccount = { role: 'chaos', jwt: 'canary.service.account' };

const type = { 'content-type': 'application/json', connection: 'close' };

/**
 * A server that answers as HashiCorp Vault's HTTP API does: `secret` is a key-value store of version
 * 2, `old` one of version 1, with logins by AppRole and Kubernetes.
 * @param secrets what is at each path, the same in both stores
 * @param tls certificate of the server, and whose certificates it asks for
 */
export async function vaultServer(
  secrets: Record<string, object>,
  tls?: TlsOptions,
): Promise<VaultServer> {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    const { 'x-vault-token': token = '', 'x-vault-namespace': namespace = '' } = request.headers;
    asked.push([request.method, request.url, token, namespace].join(' ').trim());
    void bodyOf(request).then((body) => {
      const [status, content] = answerTo(request, body, secrets);
      response.writeHead(status, type).end(JSON.stringify(content));
    });
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http${tls === undefined ? '' : 's'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString();
  return text === '' ? {} : JSON.parse(text);
}

/** Status and content of an answer. */
type Answer = [number, object];

const refused = (status: number, ...errors: string[]): Answer => [status, { errors }];

function answerTo(
  { url = '', method, headers }: IncomingMessage,
  body: Record<string, unknown>,
  secrets: Record<string, object>,
): Answer {
  const [, , mount = '', ...rest] = decodeURIComponent(url).split('/');
  if (headers['x-vault-request'] !== 'true') {
    return refused(412, 'required header is missing');
  }
  if (mount === 'auth') {
    const byRole = body['role_id'] === vaultRole.id && body['secret_id'] === vaultRole.secret;
    const byAccount = body['role'] === vaultAccount.role && body['jwt'] === vaultAccount.jwt;
    const fine = rest.join('/') === 'approle/login' ? byRole : byAccount;
    return method === 'POST' && fine
      ? [200, { auth: { client_token: vaultToken, lease_duration: 3600, renewable: true } }]
      : refused(400, 'invalid role or secret ID');
  }
  if (headers['x-vault-token'] !== vaultToken) {
    return refused(403, 'permission denied');
  }
  const second = mount === 'secret' && rest[0] === 'data';
  const found = secrets[rest.slice(second ? 1 : 0).join('/')];
  if (found === undefined || (mount !== 'old' && !second)) {
    return refused(404);
  }
  const data = second ? { data: found, metadata: { version: 1, deletion_time: '' } } : found;
  return [200, { request_id: 'r', lease_id: '', renewable: false, lease_duration: 0, data }];
}
