import type { IncomingHttpHeaders } from 'node:http';
import { mayResource, type User } from '../rbac/authorize.ts';
import { ApiError, forbidden } from '../status.ts';
import type { Store } from '../store.ts';
import { digest, Tokens } from './tokens.ts';

/** Somebody who may sign in, and how. */
export interface Account {
  token: string;
  name: string;
  groups: readonly string[];
}

/** Tells by a request's token who sends it. */
export class Users {
  /** Those that service accounts get while the server runs. */
  readonly tokens: Tokens;
  readonly #byDigest: ReadonlyMap<string, User>;

  constructor(accounts: readonly Account[], tokens = new Tokens()) {
    this.tokens = tokens;
    this.#byDigest = new Map(
      accounts.map(({ token, name, groups }) => [
        digest(token),
        { name, uid: name, groups: [...groups, 'system:authenticated'] },
      ]),
    );
  }

  /**
   * Who sends a request, and as whom: `Impersonate-User` asks to act as somebody else.
   * @param now milliseconds since 1970
   * @throws ApiError 401 without a token that is known, 403 where acting as another is not allowed
   */
  of(headers: IncomingHttpHeaders, store: Store, now: number): User {
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    const user = this.#byDigest.get(digest(token)) ?? this.tokens.userOf(token, store, now);
    if (user === undefined) {
      throw new ApiError(401, 'Unauthorized', 'Unauthorized');
    }
    const name = headers['impersonate-user'];
    return typeof name === 'string' ? actingAs(store, user, name, headers) : user;
  }
}

function actingAs(store: Store, user: User, name: string, headers: IncomingHttpHeaders): User {
  const asked = headers['impersonate-group'];
  const groups = asked === undefined ? [] : [asked].flat().flatMap((one) => one.split(', '));
  const wanted = [
    { resource: 'users', name },
    ...groups.map((group) => ({ resource: 'groups', name: group })),
  ];
  for (const one of wanted) {
    const attributes = { verb: 'impersonate', group: '', namespace: '', ...one };
    if (!mayResource(store, user, attributes)) {
      throw forbidden(
        { group: '', plural: one.resource },
        one.name,
        `User "${user.name}" cannot impersonate resource "${one.resource}" in API group "" at the cluster scope`,
      );
    }
  }
  return { name, uid: '', groups: [...groups, 'system:authenticated'] };
}
