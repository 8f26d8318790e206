import { randomBytes } from 'node:crypto';
import type { Platform } from '../platform/platform.ts';
import { Api } from './api/api.ts';
import { bootstrap } from './api/bootstrap.ts';
import { makeCertificates } from './api/certificates.ts';
import { startServer } from './api/http/server.ts';
import { Tokens } from './api/http/tokens.ts';
import { startControllers } from './controllers/index.ts';
import { kubeconfigText } from './kubeconfig.ts';
import type { PracticeIdentity } from './lifetime/protocol.ts';
import { startNodes } from './node/start.ts';

/** Files of the package that a practice cluster needs. */
export interface ClusterParts {
  /** Folder of the sample services, one bundled file each. */
  samples: string;
  /** What is loaded into each pod's process before its own program. */
  shim: string;
  /** The program that ends pods' processes when this one is gone. */
  guard: string;
}

/** What a practice cluster is started with. */
export interface ClusterOptions {
  platform: Platform;
  /** For the files of its nodes. */
  folder: string;
  parts: ClusterParts;
  /** Told of a failure in a controller that is a bug of ours; its work is tried again. */
  onProblem?: (error: unknown, where: string) => void;
}

/** A Kubernetes cluster within this process, whose pods are processes. */
export interface PracticeCluster extends AsyncDisposable {
  identity: PracticeIdentity;
  /** Text of a kubeconfig that may do everything. */
  kubeconfig: string;
}

/** Starts API server, controllers and nodes. Disposed, it ends with its pods. */
export async function startCluster(options: ClusterOptions): Promise<PracticeCluster> {
  const { platform, folder, parts, onProblem } = options;
  const stack = new AsyncDisposableStack();
  try {
    const api = new Api();
    bootstrap(api);
    const tokens = new Tokens();
    const nodes = await startNodes({
      api,
      tokens,
      platform,
      folder,
      ...parts,
    });
    stack.defer(() => nodes.close());
    const certificates = makeCertificates(api.now());
    const token = randomBytes(32).toString('base64url');
    const server = await startServer({
      api,
      certificates,
      accounts: [{ token, name: 'practice-admin', groups: ['system:masters'] }],
      tokens,
      runtime: nodes.runtime,
    });
    stack.defer(() => server.close());
    nodes.lead(server.port);
    const { ca } = certificates;
    const controllers = startControllers(api, {
      ca,
      ...(onProblem === undefined ? {} : { onProblem }),
    });
    stack.defer(() => controllers.close());
    const system = api.get(api.registry.builtIn('namespaces'), '', 'kube-system');
    return {
      identity: { server: server.url, ca, uid: system.metadata.uid },
      kubeconfig: kubeconfigText({ server: server.url, ca, token }),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
