/** What a request carries to say who asks. Either or both may be there. */
export interface Credential {
  /** Value of the Authorization header. */
  authorization?: string;
  /** Client certificate and key, PEM. */
  cert?: string;
  key?: string;
}

/** Gives the credential to use now, and another one when the server refused it. */
export interface Credentials {
  /** @throws HumanError `kubernetes.credential-*`, `kubernetes.exec-*`, `kubernetes.oidc` */
  current(signal: AbortSignal): Promise<Credential>;
  /**
   * Called after a 401. Resolves to true when `current` will now give another credential; several
   * calls for the same refused credential renew it once.
   */
  renew(refused: Credential, signal: AbortSignal): Promise<boolean>;
}

/** Credentials that never change. */
export function fixedCredentials(credential: Credential): Credentials {
  return { current: async () => credential, renew: async () => false };
}
