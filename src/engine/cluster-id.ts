/** What a cluster is known by, in place of a name that can be pointed elsewhere. */
export interface ClusterFacts {
  /** Origin and path of the API server, without a slash at its end. */
  server: string;
  /** Certificate of its authority, PEM; undefined where the system's are used. */
  ca: string | undefined;
  /** Of the namespace `kube-system`; undefined where it may not be read. */
  uid: string | undefined;
}

/** The `id` of a `ClusterIdentity`: the same facts make the same id. */
export function clusterId({ server, ca, uid }: ClusterFacts): string {
  // Loading Node's crypto costs as much as a small run, and most runs need no cluster.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256')
    .update(JSON.stringify([server, normalPem(ca), uid ?? null]))
    .digest('hex')
    .slice(0, 32);
}

/** Line ends and spaces around it do not make another CA. */
function normalPem(ca: string | undefined): string | null {
  return ca?.replace(/\s+/g, '') || null;
}
