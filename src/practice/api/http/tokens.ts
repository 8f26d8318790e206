import { createHash, randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../experiment/json.ts';
import { type KubeObject, listAt, textAt, valueAt } from '../objects.ts';
import type { User } from '../rbac/authorize.ts';
import { invalid, wrong } from '../status.ts';
import type { Store } from '../store.ts';
import { timeText } from '../write.ts';

/** A token that was issued, by what it stands for. */
interface Issued {
  namespace: string;
  name: string;
  uid: string;
  /** The pod that it was issued for, with which it ends. */
  pod?: { name: string; uid: string };
  /** Milliseconds since 1970. */
  until: number;
}

/** What a token is known by, so that none is kept. */
export const digest = (token: string) => createHash('sha256').update(token).digest('hex');

const usualSeconds = 3_600;
const fewestSeconds = 600;

/**
 * Tokens of service accounts, by `TokenRequest`. One holds until its time is over, its account or its
 * pod is gone, or the process ends. They are random texts, not the signed ones of the real server.
 */
export class Tokens {
  readonly #issued = new Map<string, Issued>();

  /**
   * Issues a token.
   * @param request body of the `TokenRequest`
   * @param now milliseconds since 1970
   * @returns the answer
   * @throws ApiError 422 for a time that is too short
   */
  issue({ metadata }: KubeObject, request: JsonObject, now: number): JsonObject {
    const { name, namespace = '', uid } = metadata;
    const asked = valueAt(request, 'spec', 'expirationSeconds');
    const seconds = typeof asked === 'number' ? asked : usualSeconds;
    if (seconds < fewestSeconds) {
      throw invalid('authentication.k8s.io', 'TokenRequest', '', [
        wrong('spec.expirationSeconds', seconds, 'may not specify a duration less than 10 minutes'),
      ]);
    }
    this.#forget(now);
    const token = randomBytes(32).toString('base64url');
    const until = now + seconds * 1000;
    const bound = valueAt(request, 'spec', 'boundObjectRef') ?? null;
    const pod =
      textAt(bound, 'kind') === 'Pod'
        ? { pod: { name: textAt(bound, 'name'), uid: textAt(bound, 'uid') } }
        : {};
    this.#issued.set(digest(token), { namespace, name, uid, until, ...pod });
    const audiences = listAt(request, 'spec', 'audiences');
    return {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace, creationTimestamp: timeText(now) },
      spec: {
        audiences:
          audiences.length > 0 ? audiences : ['https://kubernetes.default.svc.cluster.local'],
        expirationSeconds: seconds,
        boundObjectRef: bound,
      },
      status: { token, expirationTimestamp: timeText(until) },
    };
  }

  /** Whose token it is; undefined where it does not hold. */
  userOf(token: string, store: Store, now: number): User | undefined {
    const issued = this.#issued.get(digest(token));
    if (issued === undefined || issued.until <= now) {
      return undefined;
    }
    const { namespace, name, uid, pod } = issued;
    if (pod !== undefined && !isThere(store, namespace, pod)) {
      return undefined;
    }
    const account = store.get({ resource: 'serviceaccounts', namespace, name });
    return account?.metadata.uid === uid
      ? {
          name: `system:serviceaccount:${namespace}:${name}`,
          uid,
          groups: [
            'system:serviceaccounts',
            `system:serviceaccounts:${namespace}`,
            'system:authenticated',
          ],
        }
      : undefined;
  }

  #forget(now: number): void {
    for (const [key, { until }] of this.#issued) {
      if (until <= now) {
        this.#issued.delete(key);
      }
    }
  }
}

function isThere(store: Store, namespace: string, pod: { name: string; uid: string }): boolean {
  const found = store.get({ resource: 'pods', namespace, name: pod.name });
  return found !== undefined && (pod.uid === '' || found.metadata.uid === pod.uid);
}
