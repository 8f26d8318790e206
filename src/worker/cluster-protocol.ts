import type { ClusterIdentity } from '../engine/events.ts';
import type { ConnectionChoice } from '../kubernetes/consent.ts';
import type {
  ListRows,
  NamespaceChange,
  NamespaceList,
  RowsChange,
} from '../kubernetes/feed-types.ts';
import type { ContextList } from '../kubernetes/kubeconfig/contexts.ts';
import type { NamedKind, NamedObject } from '../kubernetes/name-list.ts';
import type { ActivityPreview } from '../kubernetes/preview.ts';
import type { FoundSeed, ObjectRef } from '../kubernetes/seed.ts';
import type { Message } from '../messages/types.ts';
import type { PreviewJob } from '../workbench/preview.ts';
import type { Answer } from './answering.ts';
import type { ObjectHostMethods, ObjectMethods } from './objects-protocol.ts';
import type { SamplesHostMethods, SamplesMethods } from './samples-protocol.ts';

/** A connection that a person opened in this window. */
export interface OpenConnection {
  /** Its name in further calls. */
  connection: string;
  identity: ClusterIdentity;
  /** The context's own namespace. */
  namespace: string;
}

/** A namespace of a connection, or a list that is followed by itself. */
export interface Place {
  connection: string;
  /** Empty for nodes. */
  namespace: string;
  list?: keyof ListRows;
}

type OtherMethods = SamplesMethods & ObjectMethods;

/** The explorer's methods of the thread. Errors are HumanErrors `kubernetes.*`. */
export type ClusterMethods = OtherMethods & {
  /** Reads the kubeconfig only: no network, no program. */
  'cluster.contexts': (params: { kubeconfig?: string }) => Promise<ContextList>;
  /** May start a sign-in program, but not in a workspace that is not trusted. */
  'cluster.connect': (params: ConnectionChoice, signal: AbortSignal) => Promise<OpenConnection>;
  'cluster.disconnect': (params: { connection: string }) => void;
  'cluster.namespaces': (
    params: { connection: string },
    signal: AbortSignal,
  ) => Promise<NamespaceList>;
  /** Names and labels of the first objects of a kind, for completion. */
  'cluster.names': (
    params: Place & { kind: NamedKind },
    signal: AbortSignal,
  ) => Promise<NamedObject[]>;
  /**
   * Tells by `cluster.kubeconfig` when one of these files is written, and by nothing of former ones.
   * Reaches no cluster.
   */
  'cluster.watch-kubeconfig': (params: { paths: readonly string[] }) => Promise<void>;
  /**
   * From now on `cluster.changed` tells of this namespace, or `cluster.rows` of the list. Again:
   * starts over. While anything is followed, `cluster.health` tells how the cluster is.
   */
  'cluster.follow': (params: Place) => void;
  'cluster.unfollow': (params: Place) => void;
  /**
   * What the actions of an experiment would hit now, looked up through this connection alone. Programs
   * and addresses of its configuration are not asked.
   */
  'cluster.targets': (
    params: { connection: string; job: PreviewJob },
    signal: AbortSignal,
  ) => Promise<ActivityPreview[]>;
  /** What an experiment for a workload is written from. */
  'cluster.seed': (
    params: { connection: string; object: ObjectRef },
    signal: AbortSignal,
  ) => Promise<FoundSeed>;
  /** The first of these addresses that answers over HTTP with less than 500, within 3 s. */
  'cluster.answers': (
    params: { urls: string[] },
    signal: AbortSignal,
  ) => Promise<Answer | undefined>;
  /** The first of these addresses that takes a TCP connection within 2 s. */
  'cluster.reachable': (params: { urls: string[] }) => Promise<string | undefined>;
};

/** The explorer's methods of the editor; all are notes. */
export type ClusterHostMethods = SamplesHostMethods &
  ObjectHostMethods & {
    'cluster.changed': (params: {
      connection: string;
      namespace: string;
      change: NamespaceChange;
    }) => void;
    'cluster.rows': (params: {
      connection: string;
      namespace: string;
      list: keyof ListRows;
      change: RowsChange<ListRows[keyof ListRows]>;
    }) => void;
    /** The cluster does not answer, and why; without an error it does again. */
    'cluster.health': (params: { connection: string; error?: Message }) => void;
    /** A kubeconfig was written. */
    'cluster.kubeconfig': (params: Record<string, never>) => void;
    /** A line that the sign-in program wrote for the person. */
    'cluster.sign-in': (params: { context: string; line: string }) => void;
    /** A connection that is open no more, and why. */
    'cluster.closed': (params: { connection: string; error: Message }) => void;
  };
