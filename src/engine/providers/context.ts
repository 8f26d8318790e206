import type { Environment, Platform } from '../../platform/platform.ts';
import type { Log } from '../log.ts';
import type { Scope } from '../substitute.ts';

/** What a provider may use while it calls the system. */
export interface ProviderContext {
  readonly scope: Scope;
  /** Aborted: end at once and reject with the signal's reason. */
  readonly signal: AbortSignal;
  readonly environment: Environment;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly platform: Platform;
  readonly log: Log;
}
