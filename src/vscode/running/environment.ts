import type { Store } from '../target.ts';

/** Sample services that were deployed from this workspace. */
export interface Samples {
  /** Identity of the cluster, see `ClusterIdentity.id`. */
  cluster: string;
  /** What was chosen to get there; the same choice leads there again. */
  kubeconfig?: string | undefined;
  context?: string | undefined;
  namespace: string;
  /** Address of the frontend, where one answered this machine. */
  url?: string | undefined;
}

/** Where the sample services are, by cluster; a workspace remembers the newest twenty. */
export class SamplesMemory {
  static readonly #key = 'samples';
  static readonly #most = 20;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Newest first. */
  all(): Samples[] {
    const list = this.#store.get(SamplesMemory.#key);
    return Array.isArray(list) ? (list as Samples[]) : [];
  }

  /** A cluster has one place for them: a later one takes the place of the former. */
  async deployed(samples: Samples): Promise<void> {
    const others = this.all().filter(({ cluster }) => cluster !== samples.cluster);
    await this.#store.update(
      SamplesMemory.#key,
      [samples, ...others].slice(0, SamplesMemory.#most),
    );
  }

  async removed(place: Pick<Samples, 'cluster' | 'namespace'>): Promise<void> {
    const left = this.all().filter(
      ({ cluster, namespace }) => cluster !== place.cluster || namespace !== place.namespace,
    );
    await this.#store.update(SamplesMemory.#key, left);
  }

  /** Variables that the lesson's experiments read, for a run that is led by the same choice. */
  variables(choice: Pick<Samples, 'kubeconfig' | 'context'>): Record<string, string> {
    const found = this.all().find(
      ({ kubeconfig, context }) => kubeconfig === choice.kubeconfig && context === choice.context,
    );
    return found === undefined
      ? {}
      : {
          SAMPLES_NAMESPACE: found.namespace,
          ...(found.url !== undefined && { FRONTEND_URL: found.url }),
        };
  }
}

/** Variables that a setting can't give: they say where the run's cluster and its record are. */
const reserved = ['KUBECONFIG', 'CHAOS_WORKBENCH_STATE'];

/**
 * What a run gets beside the editor's own environment: the setting beats that environment, and that
 * beats what is known of the samples.
 * @param own the editor's environment
 * @param setting as the person wrote it; what is neither text nor number nor boolean is left out
 */
export function runEnvironment(
  samples: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string | undefined>>,
  setting: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const missing = Object.entries(samples).filter(([name]) => own[name] === undefined);
  const given = Object.entries(setting).flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) && !reserved.includes(name)
      ? [[name, String(value)] as const]
      : [],
  );
  return Object.fromEntries([...missing, ...given]);
}
