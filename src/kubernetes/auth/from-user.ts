import type { Entry, KubeUser } from '../kubeconfig/types.ts';
import { type Credential, type Credentials, fixedCredentials } from './credentials.ts';
import { pem } from './files.ts';
import type { SignIn } from './sign-in.ts';

/**
 * The credentials of a kubeconfig's user, with client-go's order: client certificates always go
 * along; of the rest a token (its file beats the text) comes before user name and password, an auth
 * provider or an exec plugin counts where none of these is there.
 */
export async function credentialsOfUser(
  user: Entry<KubeUser> | undefined,
  signIn: SignIn,
): Promise<Credentials> {
  if (user === undefined) {
    return fixedCredentials({});
  }
  const { value } = user;
  const certificate = await clientCertificate(user, signIn.source);
  if (value.tokenFile) {
    const { tokenFileCredentials } = await import('./token-file.ts');
    return tokenFileCredentials(value.tokenFile, certificate, signIn.source);
  }
  if (value.token) {
    return fixedCredentials({ ...certificate, authorization: `Bearer ${value.token}` });
  }
  if (value.username || value.password) {
    const pair = `${value.username ?? ''}:${value.password ?? ''}`;
    const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    return fixedCredentials({ ...certificate, authorization });
  }
  if (value.exec) {
    const { execCredentials } = await import('./exec-plugin.ts');
    return execCredentials(value.exec, certificate, signIn);
  }
  if (value['auth-provider']) {
    const { oidcCredentials } = await import('./oidc.ts');
    return oidcCredentials(value['auth-provider'], certificate, signIn);
  }
  return fixedCredentials(certificate);
}

async function clientCertificate(user: Entry<KubeUser>, source: string): Promise<Credential> {
  const { value } = user;
  const cert = await pem(
    value['client-certificate-data'],
    value['client-certificate'],
    'client certificate',
    source,
  );
  const key = await pem(value['client-key-data'], value['client-key'], 'client key', source);
  return { ...(cert && { cert }), ...(key && { key }) };
}
