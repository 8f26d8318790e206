import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { isObject, type JsonObject } from '../../experiment/json.ts';

/** A client at an identity provider. */
export interface OidcClient {
  /** URL of the provider. */
  issuer: string;
  id: string;
  secret?: string;
  /** PEM of the provider's CA, if it has one of its own. */
  ca?: string;
}

/** Milliseconds one answer of the provider may take. */
const limit = 15_000;

/**
 * Asks the provider for a new id token (OpenID Connect Core, section 12).
 * @throws Error with the reason, in the provider's words where it gave any
 */
export async function refreshIdToken(
  client: OidcClient,
  refreshToken: string,
): Promise<{ idToken: string; refreshToken?: string }> {
  const place = `${client.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = await ask(client, place);
  const endpoint = found.body['token_endpoint'];
  if (typeof endpoint !== 'string') {
    throw new Error(`${place} names no token_endpoint (${reasonOf(found)})`);
  }
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  let answer = await ask(client, endpoint, form, client.secret !== undefined);
  if (answer.status >= 400 && client.secret !== undefined) {
    // Providers take the secret in the header or in the form, and few say which.
    answer = await ask(client, endpoint, { ...form, client_secret: client.secret });
  }
  const { id_token: idToken, refresh_token: next } = answer.body;
  if (typeof idToken !== 'string') {
    throw new Error(reasonOf(answer));
  }
  return { idToken, ...(typeof next === 'string' && { refreshToken: next }) };
}

interface Answer {
  status: number;
  body: JsonObject;
}

function reasonOf({ status, body }: Answer): string {
  const said = body['error_description'] ?? body['error'];
  return typeof said === 'string' ? said : `the identity provider answered ${status}`;
}

async function ask(
  client: OidcClient,
  url: string,
  form?: Record<string, string>,
  basic = false,
): Promise<Answer> {
  const body =
    form && new URLSearchParams(basic ? form : { ...form, client_id: client.id }).toString();
  const pair = [client.id, client.secret ?? ''].map(encodeURIComponent).join(':');
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const outgoing = request(
    url,
    {
      method: body === undefined ? 'GET' : 'POST',
      ...(client.ca && { ca: client.ca }),
      signal: AbortSignal.timeout(limit),
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(basic && { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
      },
    },
    (response) => {
      text(response).then(
        (content) => resolve({ status: response.statusCode ?? 0, body: parse(content) }),
        reject,
      );
    },
  );
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}

function parse(content: string): JsonObject {
  try {
    const value: unknown = JSON.parse(content);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
