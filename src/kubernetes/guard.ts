import type { ClusterIdentity } from '../engine/events.ts';
import type { HumanError } from '../messages/error.ts';
import type { ClusterClient } from './client.ts';
import type { OpenedCluster } from './connection.ts';
import { subjectOf } from './errors.ts';
import type { ApiRequest } from './objects.ts';
import { pinRefusal, readOnlyRefusal } from './policy/clusters.ts';
import { namespaceRefusal } from './policy/namespaces.ts';
import type { Policies } from './policy/rules.ts';
import { isMutation, namespacesTouched } from './policy/touched.ts';

/**
 * A client through which nothing passes that a policy refuses, whoever sends it and whatever was
 * planned: what counts is the cluster behind the connection and the request itself.
 * @throws HumanError `policy.pinned` when another cluster is the only one allowed; the
 * client is closed then
 */
export function guarded(client: OpenedCluster, policies: Policies): OpenedCluster {
  const pinned = pinRefusal(client.identity, policies);
  if (pinned !== undefined) {
    client.close();
    throw pinned;
  }
  return new GuardedClient(client, policies);
}

/** Why a request is refused: `policy.read-only`, `policy.namespace`; undefined where it is not. */
export function refusalOf(
  request: ApiRequest,
  identity: ClusterIdentity,
  policies: Policies,
): HumanError | undefined {
  if (!isMutation(request)) {
    return undefined;
  }
  const what = subjectOf(request);
  return (
    readOnlyRefusal(identity, what, policies) ??
    namespacesTouched(request)
      .map((namespace) => namespaceRefusal(namespace, what, policies))
      .find((each) => each !== undefined)
  );
}

class GuardedClient implements OpenedCluster {
  readonly #client: OpenedCluster;
  readonly #policies: Policies;

  constructor(client: OpenedCluster, policies: Policies) {
    this.#client = client;
    this.#policies = policies;
  }

  get identity() {
    return this.#client.identity;
  }

  get namespace() {
    return this.#client.namespace;
  }

  now(): Date {
    return this.#client.now();
  }

  async request<T>(request: ApiRequest, signal: AbortSignal): Promise<T> {
    this.#check(request);
    return this.#client.request<T>(request, signal);
  }

  async text(request: ApiRequest, signal: AbortSignal): Promise<string> {
    this.#check(request);
    return this.#client.text(request, signal);
  }

  list(...args: Parameters<ClusterClient['list']>) {
    return this.#client.list(...args);
  }

  watch(...args: Parameters<ClusterClient['watch']>) {
    return this.#client.watch(...args);
  }

  async exec(...args: Parameters<ClusterClient['exec']>) {
    const [{ namespace, pod }] = args;
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec`;
    this.#check({ method: 'POST', path });
    return this.#client.exec(...args);
  }

  kubeconfig() {
    return this.#client.kubeconfig();
  }

  close(): void {
    this.#client.close();
  }

  /** @throws HumanError `policy.read-only`, `policy.namespace` */
  #check(request: ApiRequest): void {
    const refused = refusalOf(request, this.identity, this.#policies);
    if (refused !== undefined) {
      throw refused;
    }
  }
}
