import { HumanError } from '../../messages/error.ts';
import type { KubeUser } from '../kubeconfig/types.ts';
import type { Credential, Credentials } from './credentials.ts';
import type { SignIn } from './sign-in.ts';

type Provider = NonNullable<KubeUser['auth-provider']>;

/**
 * The legacy auth provider `oidc`: the id token of the kubeconfig, renewed with its refresh token
 * when it has expired or was refused. The renewed token lives in this connection only. The client
 * library does the OpenID Connect part and is loaded for it alone.
 * @throws HumanError `kubernetes.auth-provider` for the providers that Kubernetes removed in 1.26
 */
export function oidcCredentials(
  provider: Provider,
  certificate: Credential,
  signIn: SignIn,
): Credentials {
  const { source } = signIn;
  if (provider.name !== 'oidc') {
    throw new HumanError('kubernetes.auth-provider', { source, name: provider.name });
  }
  const user = { name: source, authProvider: { name: 'oidc', config: { ...provider.config } } };
  let renewing: Promise<Credential> | undefined;
  const load = async (): Promise<Credential> => {
    const { OpenIDConnectAuth } = await import('@kubernetes/client-node/dist/oidc_auth.js');
    const options = { headers: {} as Record<string, string> };
    try {
      await new OpenIDConnectAuth().applyAuthentication(user, options);
    } catch (error) {
      throw oidcFailed(signIn, error instanceof Error ? error.message : String(error));
    }
    const authorization = options.headers['Authorization'];
    if (authorization === undefined) {
      throw oidcFailed(signIn, 'the token has expired and there is no refresh-token');
    }
    return { ...certificate, authorization };
  };
  const current = (): Promise<Credential> => {
    renewing ??= load().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
  return {
    current,
    async renew(refused) {
      return (await current()).authorization !== refused.authorization;
    },
  };
}

function oidcFailed(signIn: SignIn, reason: string): HumanError {
  return new HumanError('kubernetes.oidc', { server: signIn.cluster.server ?? '', reason });
}
