import { HumanError } from '../../messages/error.ts';
import type { KubeExec } from '../kubeconfig/types.ts';
import type { Credential, Credentials } from './credentials.ts';
import { pluginEnvironment, readAnswer } from './exec-protocol.ts';
import { runPlugin } from './run-plugin.ts';
import type { SignIn } from './sign-in.ts';

/** Credentials are renewed this long before they expire, in milliseconds. */
const early = 10_000;

/**
 * Credentials from a program (`client.authentication.k8s.io` v1 and v1beta1). Of its own making,
 * because the client library's starts one process per parallel request, has no time limit, and
 * shows nothing of what the program tells a person while it waits.
 *
 * One process at a time for all requests of the connection. It belongs to the connection and not to
 * the request that happened to come first: one request's end does not take the others' sign-in away;
 * only when nobody waits any more is the program ended.
 */
export function execCredentials(
  exec: KubeExec,
  certificate: Credential,
  signIn: SignIn,
): Credentials {
  let known: { credential: Credential; until: number } | undefined;
  let flight: { promise: Promise<Credential>; waiting: number; end: AbortController } | undefined;

  const start = async (end: AbortSignal): Promise<Credential> => {
    if (!signIn.trusted) {
      const { source } = signIn;
      throw new HumanError('kubernetes.exec-untrusted', { source, command: exec.command });
    }
    const output = await runPlugin(exec, pluginEnvironment(exec, signIn), signIn, end);
    const answer = readAnswer(output, exec, signIn);
    const credential = { ...certificate, ...answer.credential };
    known = { credential, until: answer.expires ?? Number.POSITIVE_INFINITY };
    return credential;
  };

  const join = async (signal: AbortSignal): Promise<Credential> => {
    signal.throwIfAborted();
    if (flight === undefined) {
      const end = new AbortController();
      const promise = start(end.signal).finally(() => {
        flight = undefined;
      });
      flight = { promise, waiting: 0, end };
    }
    const joined = flight;
    joined.waiting++;
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = () => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([joined.promise, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      joined.waiting--;
      if (joined.waiting === 0) {
        joined.end.abort();
      }
    }
  };

  return {
    current: async (signal) =>
      known !== undefined && Date.now() < known.until - early ? known.credential : join(signal),
    async renew(refused, signal) {
      if (known !== undefined && same(known.credential, refused)) {
        known = undefined;
      }
      return !same(known?.credential ?? (await join(signal)), refused);
    },
  };
}

function same(one: Credential, other: Credential): boolean {
  return one.authorization === other.authorization && one.cert === other.cert;
}
