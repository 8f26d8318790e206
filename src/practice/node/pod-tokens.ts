import type { JsonObject } from '../../experiment/json.ts';
import type { Api } from '../api/api.ts';
import type { Tokens } from '../api/http/tokens.ts';
import { textAt, valueAt } from '../api/objects.ts';
import { MissingError } from './configuration.ts';
import type { Pod } from './spec.ts';

/** Part of its time after which a token is replaced, as kubelets do. */
const usedUp = 0.8;

/** The tokens in one pod's volumes. One stays the same until most of its time is over. */
export class PodTokens {
  readonly #api: Api;
  readonly #tokens: Tokens;
  /** By what was asked for. Times in milliseconds since 1970. */
  readonly #held = new Map<string, { text: string; renewAt: number }>();

  constructor(api: Api, tokens: Tokens) {
    this.#api = api;
    this.#tokens = tokens;
  }

  /** Milliseconds until the next is to be replaced; undefined where there is none. */
  get due(): number | undefined {
    const times = [...this.#held.values()].map(({ renewAt }) => renewAt);
    return times.length === 0 ? undefined : Math.max(0, Math.min(...times) - this.#api.now());
  }

  /**
   * A token of the pod's account.
   * @param source `serviceAccountToken` of a projected volume
   * @throws MissingError
   */
  text(pod: Pod, source: JsonObject): string {
    const { namespace = '', name, uid } = pod.metadata;
    const accountName = pod.spec.serviceAccountName ?? 'default';
    const account = this.#api.find(
      this.#api.registry.builtIn('serviceaccounts'),
      namespace,
      accountName,
    );
    if (account === undefined) {
      throw new MissingError(`failed to fetch token: serviceaccounts "${accountName}" not found`);
    }
    const audience = textAt(source, 'audience');
    const asked = valueAt(source, 'expirationSeconds');
    const seconds = typeof asked === 'number' ? asked : 3600;
    const key = JSON.stringify([account.metadata.uid, audience, seconds]);
    const now = this.#api.now();
    const held = this.#held.get(key);
    if (held !== undefined && now < held.renewAt) {
      return held.text;
    }
    const spec: JsonObject = {
      expirationSeconds: seconds,
      audiences: audience === '' ? [] : [audience],
      boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid },
    };
    const text = textAt(this.#tokens.issue(account, { spec }, now), 'status', 'token');
    this.#held.set(key, { text, renewAt: now + seconds * 1000 * usedUp });
    return text;
  }
}
