import { HumanError } from '../../messages/error.ts';
import type { KubeUser } from '../kubeconfig/types.ts';
import type { Credential, Credentials } from './credentials.ts';
import { pem } from './files.ts';
import { type OidcClient, refreshIdToken } from './oidc-refresh.ts';
import type { SignIn } from './sign-in.ts';

type Provider = NonNullable<KubeUser['auth-provider']>;

/** A token that ends this soon, in seconds, is renewed first; client-go does the same. */
const early = 10;

/**
 * The legacy auth provider `oidc`: the id token of the kubeconfig, renewed with its refresh token
 * when it has expired or was refused. What is renewed lives in this connection only: the file
 * belongs to the person's own tools. Not by the client library, whose renewal fails on every
 * provider (it hands an address as text to a function that takes a URL only).
 * @throws HumanError `kubernetes.auth-provider` for the providers that Kubernetes removed in 1.26
 */
export function oidcCredentials(
  provider: Provider,
  certificate: Credential,
  signIn: SignIn,
): Credentials {
  if (provider.name !== 'oidc') {
    const { source } = signIn;
    throw new HumanError('kubernetes.auth-provider', { source, name: provider.name });
  }
  const config = provider.config ?? {};
  let idToken = config['id-token'] ?? '';
  let refreshToken = config['refresh-token'] ?? '';
  let flight: Promise<void> | undefined;

  const credential = (): Credential => ({ ...certificate, authorization: `Bearer ${idToken}` });
  const failed = (reason: string) =>
    new HumanError('kubernetes.oidc', { server: signIn.cluster.server ?? '', reason });

  const refresh = async (): Promise<void> => {
    const client = await clientOf(config, signIn);
    if (client === undefined || refreshToken === '') {
      throw failed('the id token is no longer good, and there is no way to renew it');
    }
    const answer = await refreshIdToken(client, refreshToken).catch((error: Error) => {
      throw failed(error.message);
    });
    idToken = answer.idToken;
    // A provider that does not rotate refresh tokens sends none back; the old one stays good.
    refreshToken = answer.refreshToken ?? refreshToken;
  };
  const renewOnce = (): Promise<void> => {
    flight ??= refresh().finally(() => {
      flight = undefined;
    });
    return flight;
  };

  return {
    async current() {
      if (idToken === '' || hasExpired(idToken)) {
        await renewOnce();
      }
      return credential();
    },
    async renew(refused) {
      if (refused.authorization === credential().authorization) {
        if (refreshToken === '') {
          return false;
        }
        await renewOnce();
      }
      return true;
    },
  };
}

async function clientOf(
  config: Readonly<Record<string, string>>,
  signIn: SignIn,
): Promise<OidcClient | undefined> {
  const { 'idp-issuer-url': issuer, 'client-id': id, 'client-secret': secret } = config;
  const ca = await pem(
    config['idp-certificate-authority-data'],
    config['idp-certificate-authority'],
    'certificate authority of the identity provider',
    signIn.source,
  );
  return issuer && id ? { issuer, id, ...(secret && { secret }), ...(ca && { ca }) } : undefined;
}

/** By the token's own `exp`; a token that can't be read is left to the server to judge. */
function hasExpired(token: string): boolean {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { exp } = JSON.parse(payload) as { exp?: number };
    return exp !== undefined && Date.now() / 1000 > exp - early;
  } catch {
    return false;
  }
}
