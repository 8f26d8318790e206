import type { KubeUser } from '../kubeconfig/types.ts';
import { type Credential, type Credentials, fixedCredentials } from './credentials.ts';
import { pem } from './files.ts';
import type { SignIn } from './sign-in.ts';

/**
 * The credentials of a kubeconfig's user, with client-go's order: client certificates always go
 * along; of the rest a token (its file beats the text) comes before user name and password, an auth
 * provider or an exec plugin counts where none of these is there.
 */
export async function credentialsOfUser(
  user: KubeUser | undefined,
  signIn: SignIn,
): Promise<Credentials> {
  if (user === undefined) {
    return fixedCredentials({});
  }
  const certificate = await clientCertificate(user, signIn.source);
  if (user.tokenFile) {
    const { tokenFileCredentials } = await import('./token-file.ts');
    return tokenFileCredentials(user.tokenFile, certificate, signIn.source);
  }
  if (user.token) {
    return fixedCredentials({ ...certificate, authorization: `Bearer ${user.token}` });
  }
  if (user.username || user.password) {
    const pair = `${user.username ?? ''}:${user.password ?? ''}`;
    const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    return fixedCredentials({ ...certificate, authorization });
  }
  if (user.exec) {
    const { execCredentials } = await import('./exec-plugin.ts');
    return execCredentials(user.exec, certificate, signIn);
  }
  if (user['auth-provider']) {
    const { oidcCredentials } = await import('./oidc.ts');
    return oidcCredentials(user['auth-provider'], certificate, signIn);
  }
  return fixedCredentials(certificate);
}

async function clientCertificate(user: KubeUser, source: string): Promise<Credential> {
  const cert = await pem(
    user['client-certificate-data'],
    user['client-certificate'],
    'client certificate',
    source,
  );
  const key = await pem(user['client-key-data'], user['client-key'], 'client key', source);
  return { ...(cert && { cert }), ...(key && { key }) };
}
