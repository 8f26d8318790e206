import type { Credential, Credentials } from './credentials.ts';
import { readCredential } from './files.ts';

/** A file is read again after this many milliseconds; client-go waits as long. */
const period = 60_000;

/** A token that others keep fresh in a file (a pod's service account, say). */
export function tokenFileCredentials(
  path: string,
  certificate: Credential,
  source: string,
): Credentials {
  let known: { credential: Credential; at: number } | undefined;
  const read = async (): Promise<Credential> => {
    const token = (await readCredential(path, 'token file', source)).trim();
    const credential = { ...certificate, authorization: `Bearer ${token}` };
    known = { credential, at: performance.now() };
    return credential;
  };
  return {
    current: async () =>
      known !== undefined && performance.now() - known.at < period ? known.credential : read(),
    renew: async (refused) => (await read()).authorization !== refused.authorization,
  };
}
