import type { Message } from '../../messages/types.ts';
import type { Platform } from '../../platform/platform.ts';

/** How the practice cluster of this user is reached or started. */
export interface PracticeAccess {
  platform: Platform;
  /** The state folder of this user. */
  state: string;
  /** Path of the program that is the cluster: `dist/practice.js`. */
  entry: string;
  /** Of this program. */
  version: string;
  signal: AbortSignal;
  /** What happens meanwhile, for somebody who waits. */
  told?: (message: Message) => void;
}
