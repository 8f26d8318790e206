/** The explorer's methods of the thread. */
export type ClusterMethods = Record<never, never>;

/** The explorer's methods of the editor. */
export type ClusterHostMethods = Record<never, never>;
