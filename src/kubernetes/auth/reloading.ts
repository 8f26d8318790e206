import type { Credentials } from './credentials.ts';

/**
 * Credentials that follow the kubeconfig: when the server refuses them and they can't renew
 * themselves, the entry is read again, for whoever signed in anew in a terminal wrote it there.
 * @param reload the credentials of the entry as it is now, or undefined when it has not changed
 */
export function reloadingCredentials(
  first: Credentials,
  reload: () => Promise<Credentials | undefined>,
): Credentials {
  let inner = first;
  let flight: Promise<boolean> | undefined;
  const replace = async (): Promise<boolean> => {
    const next = await reload();
    inner = next ?? inner;
    return next !== undefined;
  };
  return {
    current: (signal) => inner.current(signal),
    async renew(refused, signal) {
      if (await inner.renew(refused, signal)) {
        return true;
      }
      flight ??= replace().finally(() => {
        flight = undefined;
      });
      if (await flight) {
        return true;
      }
      // Another request of the same moment may have brought in the new entry already.
      const now = await inner.current(signal);
      return now.authorization !== refused.authorization || now.cert !== refused.cert;
    },
  };
}
