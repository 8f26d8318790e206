import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HumanError, isHumanError } from '../../messages/error.ts';
import type { Environment } from '../configuration.ts';
import { contentOf } from '../providers/http/answer.ts';
import { type HttpRequest, plainRequest } from '../providers/http/request.ts';
import { SendFailed, send } from '../providers/http/send.ts';
import { parseJson } from '../python/json.ts';
import { isPyObject, type PyObject } from '../python/value.ts';

/** Milliseconds for one call of Vault, as its Python client has it. */
const callLimit = 30_000;

/** Where a run is. */
export interface VaultSurroundings {
  environment: Environment;
  cwd: string;
  homedir: string;
  signal: AbortSignal;
}

/** One server of HashiCorp Vault, by its HTTP API. */
export class VaultClient {
  readonly #address: string;
  readonly #around: VaultSurroundings;

  /** @param address `vault_addr` of the configuration; VAULT_ADDR without it */
  constructor(address: string | undefined, around: VaultSurroundings) {
    this.#address = address || around.environment['VAULT_ADDR'] || 'http://localhost:8200';
    this.#around = around;
  }

  /** The address without credentials, for people. */
  get address(): string {
    return this.#address.replace(/^([^/]*\/\/)[^/?#]*@/, '$1');
  }

  /**
   * Calls Vault and gives the members of its answer.
   * @param path below the address, such as `v1/secret/data/a`
   * @throws HumanError `engine.vault-unreachable`, `engine.vault-refused`, `engine.vault-answer`
   * @throws the signal's reason when it is aborted
   */
  async call(method: 'GET' | 'POST', path: string, call: Call): Promise<PyObject> {
    const request = await this.#request(method, path, call);
    const { signal } = this.#around;
    const limit = AbortSignal.timeout(callLimit);
    try {
      const answer = await send(request, {
        ...this.#around,
        signal: AbortSignal.any([signal, limit]),
      });
      const { bytes } = await contentOf(answer);
      return this.#read(answer.status, bytes.toString('utf8'), call.what);
    } catch (error) {
      signal.throwIfAborted();
      if (isHumanError(error) && error.code.startsWith('engine.vault-')) {
        throw error;
      }
      if (!(error instanceof SendFailed || isHumanError(error) || limit.aborted)) {
        throw error;
      }
      const reason = limit.aborted
        ? `no answer in ${callLimit / 1000} s`
        : (error as Error).message;
      const args = { address: this.address, reason };
      throw new HumanError('engine.vault-unreachable', args, { cause: error });
    }
  }

  #read(status: number, text: string, what: string): PyObject {
    const answer = membersOf(text);
    if (status < 200 || status >= 300) {
      const errors = answer?.['errors'];
      const reason = Array.isArray(errors) ? errors.map(String).join('; ') : '';
      const args = { address: this.address, what, status, reason: reason || `status ${status}` };
      throw new HumanError('engine.vault-refused', args);
    }
    if (answer === undefined) {
      throw new HumanError('engine.vault-answer', { address: this.address, what });
    }
    return answer;
  }

  async #request(method: string, path: string, { token, body }: Call): Promise<HttpRequest> {
    const { environment } = this.#around;
    const namespace = environment['VAULT_NAMESPACE'];
    const url = `${this.#address.replace(/\/+$/, '')}/${path.replace(/\/{2,}/g, '/')}`;
    return {
      ...plainRequest(method, url, {
        headers: {
          'X-Vault-Request': 'true',
          ...(token && { 'X-Vault-Token': token }),
          ...(namespace && { 'X-Vault-Namespace': namespace }),
        },
        ...(body && { body: Buffer.from(JSON.stringify(body)) }),
        verify: environment['VAULT_CACERT'] || environment['VAULT_CAPATH'] || true,
      }),
      ...(await this.#identity()),
    };
  }

  /** The certificate that this program shows, with its key. */
  async #identity(): Promise<Pick<HttpRequest, 'identity'>> {
    const { environment, cwd } = this.#around;
    const [cert, key] = [environment['VAULT_CLIENT_CERT'], environment['VAULT_CLIENT_KEY']];
    if (!cert) {
      return {};
    }
    const [first, second] = await Promise.all(
      [cert, key || cert].map((path) => readText(resolve(cwd, path))),
    );
    return { identity: { cert: first ?? '', key: second ?? '' } };
  }
}

/** What a call sends, and what it is about. */
export interface Call {
  /** For people: the path of the secret, or the login. */
  what: string;
  token?: string;
  body?: Record<string, string>;
}

/** The token of the environment: VAULT_TOKEN, else the file that the `vault` program leaves. */
export async function environmentToken(around: VaultSurroundings): Promise<string | undefined> {
  const { environment, homedir } = around;
  const token = environment['VAULT_TOKEN'];
  if (token) {
    return token;
  }
  const path = join(environment['HOME'] || homedir, '.vault-token');
  return readFile(path, 'utf8').then(
    (text) => text.trim() || undefined,
    () => undefined,
  );
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as Error).message;
    throw new HumanError('engine.vault-file', { path, reason }, { cause: error });
  }
}

function membersOf(text: string): PyObject | undefined {
  try {
    const value = parseJson(text);
    return isPyObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
