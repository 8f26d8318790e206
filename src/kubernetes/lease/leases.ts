import type { Log } from '../../engine/log.ts';
import type { Json } from '../../experiment/json.ts';
import { errorText, HumanError, isHumanError } from '../../messages/error.ts';
import { inParallel } from '../activities/common/parallel.ts';
import { getObject } from '../activities/common/reader.ts';
import type { ClusterClient } from '../client.ts';
import { statusOf } from '../errors.ts';
import {
  isFree,
  type Lease,
  type LeasePlace,
  leaseOf,
  leaseSeconds,
  leasesPath,
  placeOf,
} from './lease.ts';

/** Milliseconds between two renewals: one may fail, and the next is in time. */
const period = (leaseSeconds * 1000) / 3;

/**
 * Milliseconds until what was claimed is taken, if no fault comes before. A write just before a list
 * makes the API server wait up to 100 ms with the list, until its cache is known to be as new; short
 * runs would be slowed by that.
 */
const soon = 250;

/** Milliseconds that taking, renewing and giving back may take each. */
const limits = { take: 5_000, renew: period, release: 1_500 };

/** How often a lease that others are changing at the same moment is tried. */
const attempts = 5;

/** A lease that this run holds. */
interface Held {
  client: ClusterClient;
  place: LeasePlace;
  lease: Lease;
}

/**
 * The leases of one run, one for each namespace in which it changes something. They keep people from
 * spoiling each other's experiments; they are no lock that safety hangs on. So a run goes on without
 * them where they are not allowed, and when one is lost.
 */
export class Leases {
  readonly #holder: string;
  readonly #log: Log;
  readonly #held = new Map<string, Held>();
  /** Places that were taken or are about to be; what could not be had is not tried again. */
  readonly #tried = new Map<string, Promise<void>>();
  #renewing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #claims: NodeJS.Timeout[] = [];
  #over = false;

  /** @param holder names the run to others */
  constructor(holder: string, log: Log) {
    this.#holder = holder;
    this.#log = log;
  }

  /**
   * Before a run: makes sure that no other run is at work in some namespaces, and takes their leases
   * soon, at the latest with the first fault.
   * @throws HumanError `kubernetes.lease-held`
   */
  async claim(
    client: ClusterClient,
    namespaces: readonly (string | undefined)[],
    signal: AbortSignal,
  ): Promise<void> {
    await inParallel([...new Set(namespaces)].map(placeOf), async (place) => {
      const found = await this.#look(client, place, limitedBy(signal));
      if (found !== undefined) {
        this.#refuseHeld(found, place, client);
      }
    });
    signal.throwIfAborted();
    this.#claims.push(
      setTimeout(() => {
        // Who was quicker is told to the first fault.
        this.take(client, namespaces, signal).catch(() => undefined);
      }, soon).unref(),
    );
  }

  /**
   * Takes the leases of some namespaces; those that are held already stay held.
   * @param namespaces undefined stands for what belongs to the whole cluster
   * @throws HumanError `kubernetes.lease-held` when another run holds one
   */
  async take(
    client: ClusterClient,
    namespaces: Iterable<string | undefined>,
    signal: AbortSignal,
  ): Promise<void> {
    await inParallel([...new Set(namespaces)].map(placeOf), (place) => {
      const key = `${client.identity.id} ${place.namespace}/${place.name}`;
      const known = this.#tried.get(key);
      if (known !== undefined) {
        return known;
      }
      const taking = this.#takeOne(key, client, place, signal);
      this.#tried.set(key, taking);
      // Asked again, it must be refused again.
      taking.catch(() => this.#tried.delete(key));
      return taking;
    });
  }

  /** Gives all back; never rejects, and takes no longer than a moment. */
  async release(): Promise<void> {
    this.#over = true;
    for (const timer of [...this.#claims, this.#timer]) {
      clearTimeout(timer);
    }
    await this.#renewing;
    await Promise.allSettled(this.#tried.values());
    clearTimeout(this.#timer);
    await this.#giveBack([...this.#held.keys()]);
  }

  /** Where it can't be had the run goes on without it. */
  async #takeOne(
    key: string,
    client: ClusterClient,
    place: LeasePlace,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const lease = await this.#acquire(client, place, limitedBy(signal));
      this.#held.set(key, { client, place, lease });
      this.#timer ??= this.#later();
    } catch (error) {
      signal.throwIfAborted();
      if (isHumanError(error) && error.code.startsWith('kubernetes.lease-held')) {
        throw error;
      }
      const why = errorText(error);
      this.#log(
        'INFO',
        `Other runs are not kept out of namespace ${place.namespace}, as no lease could be taken: ${why}`,
      );
    }
  }

  async #acquire(client: ClusterClient, place: LeasePlace, signal: AbortSignal): Promise<Lease> {
    const path = leasesPath(place);
    const one = `${path}/${place.name}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const found =
          attempt === 1 ? undefined : ((await getObject(client, one, signal)) as Lease | undefined);
        if (found === undefined) {
          const body = leaseOf(place, this.#holder, client.now()) as unknown as Json;
          return await client.request<Lease>(
            { method: 'POST', path, body, repeatable: true },
            signal,
          );
        }
        this.#refuseHeld(found, place, client);
        return await this.#write(client, place, found, signal);
      } catch (error) {
        // Somebody else was quicker, or an answer was lost: look again.
        if (statusOf(error) !== 409 || attempt === attempts) {
          throw error;
        }
      }
    }
  }

  #refuseHeld(lease: Lease, place: LeasePlace, client: ClusterClient): void {
    if (lease.spec?.holderIdentity !== this.#holder && !isFree(lease, client.now())) {
      throw held(lease, place, client);
    }
  }

  /** Writes the lease as held now; refused when somebody else has changed it. */
  #write(
    client: ClusterClient,
    place: LeasePlace,
    former: Lease,
    signal: AbortSignal,
  ): Promise<Lease> {
    const path = `${leasesPath(place)}/${place.name}`;
    const body = leaseOf(place, this.#holder, client.now(), former) as unknown as Json;
    return client.request<Lease>({ method: 'PUT', path, body, repeatable: true }, signal);
  }

  #later(): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#renewing = this.#renewAll().finally(() => {
        this.#renewing = undefined;
        this.#timer = this.#over ? undefined : this.#later();
      });
    }, period);
    // A run that has ended must not wait for it.
    return timer.unref();
  }

  async #renewAll(): Promise<void> {
    await Promise.all([...this.#held].map(([key, held]) => this.#renew(key, held)));
  }

  async #renew(key: string, held: Held): Promise<void> {
    const { client, place } = held;
    const signal = AbortSignal.timeout(limits.renew);
    try {
      held.lease = await this.#write(client, place, held.lease, signal);
    } catch (error) {
      if (statusOf(error) !== 409 && statusOf(error) !== 404) {
        this.#log(
          'WARNING',
          `The lease of namespace ${place.namespace} could not be renewed: ${errorText(error)}`,
        );
        return;
      }
      const now = await this.#look(client, place, signal);
      if (now?.spec?.holderIdentity === this.#holder) {
        held.lease = now;
        return;
      }
      this.#held.delete(key);
      const by = now?.spec?.holderIdentity;
      this.#log(
        'WARNING',
        `The lease of namespace ${place.namespace} was ${by ? `taken by ${by}` : 'removed'}; the run goes on without it`,
      );
    }
  }

  /** The lease as it is now; undefined where there is none, or it can't be read. */
  async #look(
    client: ClusterClient,
    place: LeasePlace,
    signal: AbortSignal,
  ): Promise<Lease | undefined> {
    const path = `${leasesPath(place)}/${place.name}`;
    return (await getObject(client, path, signal).catch(() => undefined)) as Lease | undefined;
  }

  async #giveBack(keys: readonly string[]): Promise<void> {
    const signal = AbortSignal.timeout(limits.release);
    await Promise.all(
      keys.map(async (key) => {
        const held = this.#held.get(key);
        this.#held.delete(key);
        if (held !== undefined) {
          await remove(held, signal).catch(() => undefined);
        }
      }),
    );
  }
}

function limitedBy(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(limits.take)]);
}

/** Removes the lease as it was last written; one that others hold since is left alone. */
function remove({ client, place, lease }: Held, signal: AbortSignal): Promise<unknown> {
  const { uid, resourceVersion } = lease.metadata;
  const path = `${leasesPath(place)}/${place.name}`;
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion } };
  return client.request({ method: 'DELETE', path, body, repeatable: true }, signal);
}

function held({ spec }: Lease, place: LeasePlace, client: ClusterClient): HumanError {
  const code = place.wide ? 'kubernetes.lease-held-cluster' : 'kubernetes.lease-held';
  return new HumanError(code, {
    namespace: place.namespace,
    name: place.name,
    server: client.identity.server,
    holder: spec?.holderIdentity ?? '',
    since: spec?.acquireTime ?? '',
    seconds: spec?.leaseDurationSeconds ?? leaseSeconds,
  });
}
