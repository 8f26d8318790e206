import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { ClusterClient } from '../../client.ts';
import type { Change } from '../../plan.ts';
import { namespaceOf, optionalText, seconds } from '../common/arguments.ts';
import { effectOf } from '../common/recorder.ts';
import { about, objectPath, pods as podResource, targetOf, toList } from '../common/resources.ts';
import type { ExecuteContext, KubernetesAction } from '../types.ts';
import { defaultContainer, hasContainer } from './pod.ts';
import { podsUnscoped, selectPods } from './selection.ts';
import { splitWords } from './shell-words.ts';

/** What execution needs besides the requests. */
interface Details {
  /** As the experiment has it, for the result. */
  cmd: Json;
  command: string[];
  /** Container of each target. */
  containers: string[];
  /** Seconds for each pod. */
  limit: number;
}

/** `exec_in_pods`: runs a command in the chosen pods, one after the other. */
export const execInPods: KubernetesAction = {
  kind: 'action',
  unscoped: podsUnscoped,
  access: (args) => [toList(podResource, namespaceOf(args))],
  async plan(args, reader, context) {
    const cmd = args['cmd'] ?? null;
    const command = commandOf(cmd);
    const { pods, matched, warnings } = await selectPods(args, reader, context);
    const named = optionalText(args, 'container_name');
    const chosen = pods.flatMap((pod) => {
      const container = named ?? defaultContainer(pod);
      return container !== undefined && hasContainer(pod, container) ? [{ pod, container }] : [];
    });
    const changes = chosen.map(({ pod, container }): Change => {
      const path = objectPath(podResource, namespaceOf(args), pod.metadata.name);
      return {
        request: {
          method: 'POST',
          path: `${path}/exec`,
          query: { container },
          ...about(podResource, targetOf(podResource, pod), 'create'),
          subresource: 'exec',
        },
        inverse: [],
        undo: { grade: 'none', reason: { code: 'kubernetes.undo-exec' } },
      };
    });
    const details: Details = {
      cmd,
      command,
      containers: chosen.map(({ container }) => container),
      limit: seconds(args, 'request_timeout', 60),
    };
    return { changes, matched, warnings, details: details as unknown as JsonObject };
  },
  async execute(plan, client, context) {
    const details = plan.details as unknown as Details;
    const results: JsonObject[] = [];
    for (const [index, change] of plan.changes.entries()) {
      const container = details.containers[index] as string;
      results.push(await execute(change, container, details, client, context));
      context.effects([effectOf(change.request, 'executed')]);
    }
    return results;
  },
};

/** Program and arguments. */
function commandOf(cmd: Json): string[] {
  const words =
    typeof cmd === 'string' ? splitWords(cmd) : Array.isArray(cmd) ? cmd.map(String) : [];
  if (words.length === 0) {
    throw new HumanError('kubernetes.command-missing');
  }
  return words;
}

async function execute(
  change: Change,
  container: string,
  { cmd, command, limit }: Details,
  client: ClusterClient,
  context: ExecuteContext,
): Promise<JsonObject> {
  const { namespace = 'default', name } = change.request.target;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), limit * 1000);
  const signal = AbortSignal.any([context.signal, over.signal]);
  const entry = { pod_name: name, cmd };
  try {
    const result = await context.recorder.record(change, signal, () =>
      client.exec({ namespace, pod: name, container }, command, { signal }),
    );
    return { ...entry, stdout: result.stdout, ...outcome(result.status) };
  } catch (error) {
    if (over.signal.aborted && !context.signal.aborted) {
      const stderr = `The command did not end within ${limit} s.`;
      return { ...entry, exit_code: 1, stdout: '', stderr };
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** The Status of the error channel as the original tells it. */
function outcome(status: JsonObject): { exit_code: Json; stderr: Json } {
  if (status['status'] === 'Success') {
    return { exit_code: 0, stderr: '' };
  }
  const details = isObject(status['details']) ? status['details'] : {};
  const [cause] = Array.isArray(details['causes']) ? details['causes'] : [];
  const code = isObject(cause) ? cause['message'] : undefined;
  return { exit_code: code ?? 1, stderr: status['message'] ?? '' };
}
