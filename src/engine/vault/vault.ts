import { readFile } from 'node:fs/promises';
import { HumanError } from '../../messages/error.ts';
import type { Log } from '../log.ts';
import { str } from '../python/text.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';
import { environmentToken, VaultClient, type VaultSurroundings } from './client.ts';

/** Where Kubernetes puts the token of a pod's service account. */
const accountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/**
 * Reads secrets of one run from HashiCorp Vault's key-value store. Address, login, mount point and
 * version come from the configuration, as in the original: `vault_addr`, `vault_kv_version`,
 * `vault_secrets_mount_point`, then `vault_token`, or `vault_role_id` and `vault_role_secret`, or
 * `vault_sa_role` (`vault_sa_token_path`, `vault_k8s_mount_point`); without any of these VAULT_TOKEN.
 */
export class Vault {
  readonly #configuration: PyObject;
  readonly #around: VaultSurroundings;
  readonly #client: VaultClient;
  readonly #hide: (secrets: string[]) => void;
  #login: Promise<string | undefined> | undefined;

  /** @param hide is told what gives access, so that it is never shown */
  constructor(
    configuration: PyObject,
    around: VaultSurroundings,
    hide: (secrets: string[]) => void,
  ) {
    this.#configuration = configuration;
    this.#around = around;
    this.#client = new VaultClient(this.#text('vault_addr'), around);
    this.#hide = hide;
  }

  /**
   * The value of a secret: one `key` of what is at `path`, or all of it.
   * @throws HumanError `engine.vault-…`
   * @throws the signal's reason when it is aborted
   */
  async read(name: string, entry: PyObject, log: Log): Promise<PyValue> {
    const path = entry['path'] ?? null;
    if (path === null) {
      log('WARNING', `Missing Vault secret path for '${name}'`);
      return {};
    }
    this.#login ??= this.#token();
    const token = await this.#login;
    const data = await this.#dataAt(str(path), token);
    const key = entry['key'] ?? null;
    if (key === null) {
      return data;
    }
    const value = typeof key === 'string' && Object.hasOwn(data, key) ? data[key] : undefined;
    if (value === undefined) {
      throw new HumanError('engine.vault-key', { name, key: str(key), path: str(path) });
    }
    return value;
  }

  async #dataAt(path: string, token: string | undefined): Promise<PyObject> {
    const isFirst = this.#text('vault_kv_version') === '1';
    const mount = this.#text('vault_secrets_mount_point') ?? 'secret';
    const address = ['v1', mount, ...(isFirst ? [] : ['data']), path].map(quote).join('/');
    const answer = await this.#client.call('GET', address, { what: path, ...(token && { token }) });
    const outer = answer['data'];
    const data = isFirst || !isPyObject(outer ?? null) ? outer : (outer as PyObject)['data'];
    if (data === undefined || !isPyObject(data)) {
      throw new HumanError('engine.vault-answer', { address: this.#client.address, what: path });
    }
    return data;
  }

  async #token(): Promise<string | undefined> {
    const [id, secret] = [this.#text('vault_role_id'), this.#text('vault_role_secret')];
    const role = this.#text('vault_sa_role');
    let token: string | undefined;
    if (this.#has('vault_token')) {
      token = this.#text('vault_token');
    } else if (id !== undefined && secret !== undefined) {
      this.#hide([secret]);
      token = await this.#loginWith('approle', { role_id: id, secret_id: secret });
    } else if (role !== undefined) {
      const mount = this.#text('vault_k8s_mount_point') ?? 'kubernetes';
      token = await this.#loginWith(mount, { role, jwt: await this.#accountToken() });
    } else {
      token = await environmentToken(this.#around);
    }
    this.#hide(token === undefined ? [] : [token]);
    return token;
  }

  async #loginWith(mount: string, body: Record<string, string>): Promise<string> {
    const what = `login ${mount}`;
    const path = `v1/auth/${quote(mount)}/login`;
    const { auth } = await this.#client.call('POST', path, { what, body });
    const token = isPyObject(auth ?? null) ? (auth as PyObject)['client_token'] : undefined;
    if (typeof token !== 'string') {
      throw new HumanError('engine.vault-answer', { address: this.#client.address, what });
    }
    return token;
  }

  async #accountToken(): Promise<string> {
    const path = this.#text('vault_sa_token_path') || accountToken;
    try {
      const token = (await readFile(path, 'utf8')).trim();
      this.#hide([token]);
      return token;
    } catch (error) {
      const reason = (error as Error).message;
      throw new HumanError('engine.vault-file', { path, reason }, { cause: error });
    }
  }

  #has(name: string): boolean {
    return Object.hasOwn(this.#configuration, name);
  }

  #text(name: string): string | undefined {
    const value = this.#configuration[name] ?? null;
    return value === null ? undefined : str(value);
  }
}

/** A path as it stands in an address; its slashes stay. */
function quote(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
