import type { Environment } from '../../platform/platform.ts';
import { loadKubeconfig, type ReadText } from './load.ts';
import type { PathPlatform } from './paths.ts';
import type { Kubeconfig } from './types.ts';

/** A context to choose from. */
export interface ContextRow {
  name: string;
  /** Name of its cluster entry. */
  cluster: string;
  /** URL; undefined where the cluster entry is missing. */
  server?: string;
  user?: string;
  namespace?: string;
  current: boolean;
  /** Whether connecting starts a program (an exec plugin). */
  exec: boolean;
  file: string;
  line: number;
}

/** The contexts of the kubeconfig files. */
export interface ContextList {
  contexts: ContextRow[];
  /** Paths looked at, for the text that says where a kubeconfig is expected. */
  paths: readonly string[];
  /** Whether any of them exists. */
  found: boolean;
}

/** The contexts in the order of the files. Touches no network and starts no program. */
export async function listContexts(
  chosen: string | undefined,
  environment: Environment,
  platform: PathPlatform,
  read?: ReadText,
): Promise<ContextList> {
  return contextsOf(await loadKubeconfig(chosen, environment, platform, read));
}

/** The same from an already loaded kubeconfig. */
export function contextsOf(config: Kubeconfig): ContextList {
  const contexts = [...config.contexts].map(([name, { value, file, line }]): ContextRow => {
    const server = config.clusters.get(value.cluster ?? '')?.value.server;
    return {
      name,
      cluster: value.cluster ?? '',
      ...(server && { server }),
      ...(value.user && { user: value.user }),
      ...(value.namespace && { namespace: value.namespace }),
      current: name === config.currentContext,
      exec: config.users.get(value.user ?? '')?.value.exec !== undefined,
      file,
      line,
    };
  });
  return { contexts, paths: config.paths, found: config.files.length > 0 };
}
