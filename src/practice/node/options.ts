import type { Platform } from '../../platform/platform.ts';
import type { Api } from '../api/api.ts';
import type { Tokens } from '../api/http/tokens.ts';
import type { NodeRuntime } from '../api/runtime.ts';

/** What nodes are started with. */
export interface NodesOptions {
  api: Api;
  /** Where the tokens in pods are issued. */
  tokens: Tokens;
  platform: Platform;
  /** For the files of pods, of this cluster alone; made if missing, readable by its owner only. */
  folder: string;
  /** Folder with `backend.mjs`, `frontend-v1.mjs` and `frontend-v2.mjs`. */
  samples: string;
  /** Path of the bundled preload shim. */
  shim: string;
  /** Path of the guard's program. */
  guard: string;
}

/** Nodes that run. */
export interface Nodes {
  /** For the API server: logs and commands. */
  runtime: NodeRuntime;
  /**
   * Lets pods reach the API server.
   * @param port on 127.0.0.1
   */
  lead(port: number): void;
  /** Ends all pods' processes at once and frees the ports. Objects stay as they are. */
  close(): Promise<void>;
}
