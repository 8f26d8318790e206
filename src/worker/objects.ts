import type { Shell } from '../kubernetes/exec.ts';
import type { InteractiveCluster } from '../kubernetes/interactive.ts';
import type { ApiRequest } from '../kubernetes/objects.ts';
import type { Forward } from '../kubernetes/port-forward.ts';
import { HumanError } from '../messages/error.ts';
import type { ClusterConnections } from './cluster-connections.ts';
import { Gathered } from './gathered.ts';
import type { ObjectMethods, Policed } from './objects-protocol.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';

/** The better shell where there is one. */
const shell = ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash || exec sh'];

/** What is done to objects of the explorer; each part is loaded when it is first used. */
export function objectHandlers(
  editor: () => Endpoint<HostMethods, WorkerMethods>,
  state: WorkerState,
  connections: ClusterConnections,
): ObjectMethods {
  const shells = new Map<string, Shell>();
  const forwards = new Map<string, Forward>();
  const gathered = (handle: string) =>
    new Gathered((text) => editor().note('object.text', { handle, text }));
  const requireTrust = () => {
    if (!state.trusted) {
      throw new HumanError('editor.untrusted');
    }
  };
  /** The client of a connection, held to the policies. */
  const policed = async (connection: string, policy: Policed) => {
    requireTrust();
    return policedClient(connections.client(connection), policy);
  };
  return {
    'object.yaml': async ({ connection, object }, signal) => {
      const { yamlOf } = await import('../kubernetes/describe/yaml.ts');
      return yamlOf(connections.client(connection), object, signal);
    },
    'object.describe': async ({ connection, object }, signal) => {
      const { describe } = await import('../kubernetes/describe/describe.ts');
      return describe(connections.client(connection), object, signal);
    },
    'object.change': async ({ connection, object, change, handle, ...policy }, signal) => {
      const { changeObject } = await import('../kubernetes/change.ts');
      const { client, check } = await policed(connection, policy);
      const told = gathered(handle);
      await changeObject(client, object, change, signal, { check, log: (line) => told.add(line) });
      told.flush();
    },
    'object.log': async ({ connection, handle, log }, signal) => {
      const out = gathered(handle);
      const { namespace, pod, container, previous, tail } = log;
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
      const query = { container, previous, follow: !previous, tailLines: tail };
      const request: ApiRequest = { method: 'GET', path, query, accept: 'text/plain, */*' };
      for await (const text of connections.client(connection).stream(request, signal)) {
        out.add(text);
      }
      out.flush();
    },
    'object.ports': async ({ connection, object }, signal) => {
      const { portsOf } = await import('../kubernetes/ports.ts');
      return portsOf(connections.client(connection), object, signal);
    },
    'shell.open': async ({ connection, handle, target, size, ...policy }, signal) => {
      const { check } = await policed(connection, policy);
      check(execRequest(target));
      const out = gathered(handle);
      const decoder = new TextDecoder();
      const opened = await connections.client(connection).shell(target, shell, {
        size,
        onOutput: (content) => out.add(decoder.decode(content, { stream: true })),
        signal,
      });
      shells.set(handle, opened);
      try {
        return exitCode(await opened.ended);
      } finally {
        shells.delete(handle);
        out.flush();
      }
    },
    'shell.input': ({ handle, text }) => shells.get(handle)?.input(text),
    'shell.resize': ({ handle, size }) => shells.get(handle)?.resize(size),
    'shell.line': async ({ connection, target, line, ...policy }, signal) => {
      const { client } = await policed(connection, policy);
      const { stdout, stderr, status } = await client.exec(target, ['sh', '-c', line], { signal });
      return { output: stdout + stderr, code: exitCode(status) };
    },
    'forward.open': async ({ connection, handle, object, port }, signal) => {
      const { podPortOf } = await import('../kubernetes/ports.ts');
      requireTrust();
      const client = connections.client(connection);
      const target = await podPortOf(client, object, port, signal);
      const forward = await client.forward(target, {
        wanted: port,
        // The call is over when the port is there; the port stays.
        signal: new AbortController().signal,
        onError: (error) => editor().note('forward.failed', { handle, error }),
      });
      forwards.set(handle, forward);
      return forward.port;
    },
    'forward.close': ({ handle }) => {
      forwards.get(handle)?.close();
      forwards.delete(handle);
    },
  };
}

/** The guard of runs, and its question alone for what is not sent as a plain request. */
async function policedClient(client: InteractiveCluster, { folder, policySettings }: Policed) {
  const [{ guarded, refusalOf }, { loadPolicies }, { nodePlatform }, { pinRefusal }] =
    await Promise.all([
      import('../kubernetes/guard.ts'),
      import('../workbench/policies.ts'),
      import('../platform/platform.ts'),
      import('../kubernetes/policy/clusters.ts'),
    ]);
  const folders = folder === undefined ? [] : [folder];
  const policies = await loadPolicies(folders, policySettings, nodePlatform());
  const pinned = pinRefusal(client.identity, policies);
  if (pinned !== undefined) {
    throw pinned;
  }
  const check = (request: ApiRequest) => {
    const refused = refusalOf(request, client.identity, policies);
    if (refused !== undefined) {
      throw refused;
    }
  };
  return { client: guarded(client, policies), check };
}

function execRequest({ namespace, pod }: { namespace: string; pod: string }): ApiRequest {
  const where = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  return { method: 'POST', path: `${where}/pods/${encodeURIComponent(pod)}/exec` };
}

/** Of the Status object with which a command ended. */
function exitCode(status: { status?: unknown; details?: unknown; message?: unknown }): number {
  if (status.status === 'Success') {
    return 0;
  }
  const { causes = [] } = (status.details ?? {}) as {
    causes?: { reason?: string; message?: string }[];
  };
  const code = causes.find(({ reason }) => reason === 'ExitCode')?.message;
  if (code === undefined) {
    throw new HumanError('explorer.shell-failed', { reason: String(status.message ?? '') });
  }
  return Number(code);
}
