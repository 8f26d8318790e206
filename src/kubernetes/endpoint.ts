import type { Credentials } from './auth/credentials.ts';
import type { KubeCluster, KubeUser } from './kubeconfig/types.ts';

/** Everything it takes to talk to one API server, with all files read. */
export interface Endpoint {
  /** With its path, if the API lies below one. */
  server: URL;
  /** Context of the kubeconfig; undefined where the connection came from variables. */
  context?: string;
  namespace: string;
  /** Where the credentials come from, in words: `user “admin” in /home/a/.kube/config`. */
  source: string;
  /** CA bundle, PEM; undefined means the system's and Node's own. */
  ca?: string;
  /** Name the server's certificate must carry, where it is not the URL's host. */
  serverName?: string;
  /** False accepts any certificate. */
  verify: boolean;
  /** Whether answers may be compressed. */
  compress: boolean;
  /** URL of the proxy that leads there. */
  proxy?: string;
  /** `Impersonate-*` headers. */
  headers: Readonly<Record<string, string | string[]>>;
  credentials: Credentials;
  /** The same as entries of a kubeconfig, with absolute paths. */
  entries: { cluster: KubeCluster; user: KubeUser };
}

/** How long things may take, in milliseconds. */
export interface Limits {
  /** Until a connection stands, TLS included. */
  connect: number;
  /** Until an answer is there whole; of one attempt. */
  answer: number;
  /** All attempts of one request together. */
  total: number;
  /** Wait before the first repetition; doubled each time. */
  backoff: number;
}

/** Limits of every connection, unless a test says others. */
export const usualLimits: Readonly<Limits> = {
  connect: 5_000,
  answer: 30_000,
  total: 60_000,
  backoff: 250,
};
