import type { ClusterIdentity } from '../engine/events.ts';
import type { ConnectionChoice } from '../kubernetes/consent.ts';
import type { NamespaceChange, NamespaceList } from '../kubernetes/feed-types.ts';
import type { ContextList } from '../kubernetes/kubeconfig/contexts.ts';
import type { Message } from '../messages/types.ts';
import type { SamplesHostMethods, SamplesMethods } from './samples-protocol.ts';

/** A connection that a person opened in this window. */
export interface OpenConnection {
  /** Its name in further calls. */
  connection: string;
  identity: ClusterIdentity;
  /** The context's own namespace. */
  namespace: string;
}

/** A namespace of a connection. */
export interface Place {
  connection: string;
  namespace: string;
}

/** The explorer's methods of the thread. Errors are HumanErrors `kubernetes.*`. */
export type ClusterMethods = SamplesMethods & {
  /** Reads the kubeconfig only: no network, no program. */
  'cluster.contexts': (params: { kubeconfig?: string }) => Promise<ContextList>;
  /** May start a sign-in program, but not in a workspace that is not trusted. */
  'cluster.connect': (params: ConnectionChoice, signal: AbortSignal) => Promise<OpenConnection>;
  'cluster.disconnect': (params: { connection: string }) => void;
  'cluster.namespaces': (
    params: { connection: string },
    signal: AbortSignal,
  ) => Promise<NamespaceList>;
  /** From now on `cluster.changed` tells of this namespace. Again: starts over with a snapshot. */
  'cluster.follow': (params: Place) => void;
  'cluster.unfollow': (params: Place) => void;
  /** The first of these addresses that takes a TCP connection within 2 s. */
  'cluster.reachable': (params: { urls: string[] }) => Promise<string | undefined>;
};

/** The explorer's methods of the editor; all are notes. */
export type ClusterHostMethods = SamplesHostMethods & {
  'cluster.changed': (params: Place & { change: NamespaceChange }) => void;
  /** A line that the sign-in program wrote for the person. */
  'cluster.sign-in': (params: { context: string; line: string }) => void;
  /** A connection that is open no more, and why. */
  'cluster.closed': (params: { connection: string; error: Message }) => void;
};
