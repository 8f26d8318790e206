/** A cluster entry, keys as in the file. Paths are absolute after loading. */
export interface KubeCluster {
  server?: string;
  'tls-server-name'?: string;
  'insecure-skip-tls-verify'?: boolean;
  'certificate-authority'?: string;
  'certificate-authority-data'?: string;
  'proxy-url'?: string;
  'disable-compression'?: boolean;
  extensions?: unknown;
}

/** How a program is asked for credentials (`client.authentication.k8s.io`). */
export interface KubeExec {
  apiVersion?: string;
  command: string;
  args?: string[] | null;
  env?: { name: string; value: string }[] | null;
  installHint?: string;
  provideClusterInfo?: boolean;
  interactiveMode?: 'Never' | 'IfAvailable' | 'Always';
}

/** A user entry, keys as in the file. Paths are absolute after loading. */
export interface KubeUser {
  'client-certificate'?: string;
  'client-certificate-data'?: string;
  'client-key'?: string;
  'client-key-data'?: string;
  token?: string;
  tokenFile?: string;
  as?: string;
  'as-uid'?: string;
  'as-groups'?: string[];
  'as-user-extra'?: Record<string, string[]>;
  username?: string;
  password?: string;
  'auth-provider'?: { name: string; config?: Record<string, string> | null };
  exec?: KubeExec;
}

/** A context entry, keys as in the file. */
export interface KubeContext {
  cluster?: string;
  user?: string;
  namespace?: string;
}

/** An entry with where it came from, so that people can be sent there. */
export interface Entry<T> {
  value: T;
  /** Path of the file. */
  file: string;
  /** Line of its name, from 1. */
  line: number;
}

/** Kubeconfig files merged as kubectl merges them. */
export interface Kubeconfig {
  currentContext?: string;
  /** File that set the current context. */
  currentContextFile?: string;
  clusters: ReadonlyMap<string, Entry<KubeCluster>>;
  users: ReadonlyMap<string, Entry<KubeUser>>;
  contexts: ReadonlyMap<string, Entry<KubeContext>>;
  /** Every path that was looked at, in order of precedence. */
  paths: readonly string[];
  /** Those of them that exist. */
  files: readonly string[];
}
