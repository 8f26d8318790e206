import type { CatalogueEntry } from '../catalogue/types.ts';
import type { Log } from '../engine/log.ts';
import type { NativeActivity, NativeProvider } from '../engine/native.ts';
import type { JsonObject } from '../experiment/json.ts';
import type { Environment, Platform } from '../platform/platform.ts';
import type { OpenedCluster } from './connection.ts';
import type { ConnectionChoice, Consent } from './consent.ts';
import { entriesByPath } from './entries.ts';
import type { Policies } from './policy/rules.ts';
import type { Session } from './session.ts';

/** What the activities of one run need from outside. */
export interface KubernetesProviderDeps {
  choice: ConnectionChoice;
  environment: Environment;
  platform: Platform;
  /** False in a workspace that is not trusted: exec plugins never start then. */
  trusted: boolean;
  runId: string;
  /** Of the experiment: events on what it changes tell others of it. None are written without. */
  title?: string;
  /** Keeps other runs out of the namespaces of this one, and itself out of theirs. */
  lease?: boolean;
  /** The run's folder in the state folder; the ledger is written there. */
  folder: string;
  /** Folder that relative paths of manifests start from. */
  cwd: string;
  /** What must be left alone, whoever asks for it. */
  policies: Policies;
  consent: Consent;
  /** Lets an empty selection mean everything, as the original does. */
  allowUnscoped: boolean;
  /** Refuses the run when an action of the method would hit nothing. */
  requireTargets?: boolean;
  /** Refuses the run when something it needs is not allowed. */
  refuseForbidden?: boolean;
  /** Ends connecting and everything else that no activity's own signal covers. */
  signal: AbortSignal;
  /** Takes what concerns the run and no activity of it, until `logTo` says where else. */
  log?: Log;
  /** In place of the real way to a cluster, for tests. */
  connect?: (secrets: JsonObject) => Promise<OpenedCluster>;
}

/**
 * The Kubernetes activities of one run.
 *
 * Nothing of the client is loaded, and no kubeconfig read, before the first activity is prepared or
 * run. Each distinct connection is resolved once; its identity is frozen from then on. A cluster
 * that can't be reached while the run is prepared does not refuse the run, as it would not in the
 * original: nothing can be done to it, so nothing is asked, and its activities try again at their
 * time. A fault on a cluster that is first reached then is asked about before it happens.
 */
export function createKubernetesProvider(given: KubernetesProviderDeps): NativeProvider {
  const entries = entriesByPath();
  let log = given.log;
  const deps = { ...given, log: (...line: Parameters<Log>) => log?.(...line) };
  const session = lazy(async () => new (await import('./session.ts')).Session(deps));
  return {
    logTo(to) {
      log = to;
    },
    find(module, func) {
      const entry = entries.get(`${module}.${func}`);
      return entry === undefined ? undefined : native(entry, session.get);
    },
    async prepare(activities, _configuration, signal) {
      const known = activities.flatMap((activity) => {
        const entry = entries.get(`${activity.module}.${activity.func}`);
        return entry === undefined ? [] : [{ ...activity, entry }];
      });
      return known.length === 0 ? [] : (await session.get()).prepare(known, signal);
    },
    observe(listener, signal) {
      session
        .current()
        ?.then((current) => current.observe(listener, signal))
        .catch(() => {});
    },
    async childEnvironment() {
      const chosen = deps.choice.context !== undefined || deps.choice.kubeconfig !== undefined;
      const current = chosen ? await session.get() : await session.current();
      return current?.childEnvironment() ?? {};
    },
    async close() {
      await (await session.current())?.close();
    },
  };
}

function native(entry: CatalogueEntry, session: () => Promise<Session>): NativeActivity {
  return {
    entry,
    run: async (args, context) => (await session()).run(entry, args, context),
  };
}

/** A value that is made when it is first asked for. */
function lazy<T>(make: () => Promise<T>): { get(): Promise<T>; current(): Promise<T> | undefined } {
  let value: Promise<T> | undefined;
  return {
    get: () => {
      value ??= make();
      return value;
    },
    current: () => value,
  };
}
