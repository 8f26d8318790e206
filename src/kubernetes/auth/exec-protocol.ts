import { isObject, type Json } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import type { KubeExec } from '../kubeconfig/types.ts';
import type { Credential } from './credentials.ts';
import type { SignIn } from './sign-in.ts';

/** Variables of the program: the environment, its own, and KUBERNETES_EXEC_INFO. */
export function pluginEnvironment(exec: KubeExec, signIn: SignIn): Record<string, string> {
  const { cluster, ca } = signIn;
  const own = Object.fromEntries((exec.env ?? []).map(({ name, value }) => [name, value]));
  const info = {
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1',
    spec: {
      // No terminal is handed on: a program that wants one must say that it can do without.
      interactive: false,
      ...(exec.provideClusterInfo && {
        cluster: {
          server: cluster.server,
          ...(cluster['tls-server-name'] && { 'tls-server-name': cluster['tls-server-name'] }),
          ...(cluster['insecure-skip-tls-verify'] && { 'insecure-skip-tls-verify': true }),
          ...(ca && { 'certificate-authority-data': Buffer.from(ca).toString('base64') }),
          ...(cluster['proxy-url'] && { 'proxy-url': cluster['proxy-url'] }),
          ...configOf(cluster.extensions),
        },
      }),
    },
  };
  const base = Object.entries(signIn.environment).filter(([, value]) => value !== undefined);
  return {
    ...(Object.fromEntries(base) as Record<string, string>),
    ...own,
    KUBERNETES_EXEC_INFO: JSON.stringify(info),
  };
}

/** What a cluster entry reserves for exec plugins under this name is handed to them. */
function configOf(extensions: unknown): { config?: unknown } {
  const entry = Array.isArray(extensions)
    ? extensions.find((each) => each?.name === 'client.authentication.k8s.io/exec')
    : undefined;
  return entry === undefined ? {} : { config: entry.extension };
}

/**
 * The credential in a program's answer.
 * @returns `expires` in milliseconds since 1970, if the program says when
 * @throws HumanError `kubernetes.exec-answer`
 */
export function readAnswer(
  output: string,
  exec: KubeExec,
  signIn: SignIn,
): { credential: Credential; expires?: number } {
  const wrong = (reason: string): HumanError =>
    new HumanError('kubernetes.exec-answer', {
      command: exec.command,
      source: signIn.source,
      reason,
    });
  const answer = parse(output);
  if (!isObject(answer) || answer['kind'] !== 'ExecCredential') {
    throw wrong('its output is not an ExecCredential');
  }
  if (exec.apiVersion !== undefined && answer['apiVersion'] !== exec.apiVersion) {
    throw wrong(`it answers in ${String(answer['apiVersion'])}, not in ${exec.apiVersion}`);
  }
  const status = isObject(answer['status']) ? answer['status'] : {};
  const token = status['token'];
  const cert = status['clientCertificateData'];
  const key = status['clientKeyData'];
  if (!token && !cert) {
    throw wrong('neither a token nor a certificate is in its answer');
  }
  if (Boolean(cert) !== Boolean(key)) {
    throw wrong('certificate and key must come together');
  }
  const expires = Date.parse(String(status['expirationTimestamp'] ?? ''));
  return {
    credential: {
      ...(typeof token === 'string' && token !== '' && { authorization: `Bearer ${token}` }),
      ...(typeof cert === 'string' && typeof key === 'string' && { cert, key }),
    },
    ...(!Number.isNaN(expires) && { expires }),
  };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
