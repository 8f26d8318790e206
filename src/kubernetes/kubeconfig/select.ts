import { HumanError } from '../../messages/error.ts';
import type { Entry, KubeCluster, KubeContext, Kubeconfig, KubeUser } from './types.ts';

/** A context with what it points at. */
export interface SelectedContext {
  name: string;
  context: KubeContext;
  cluster: Entry<KubeCluster>;
  /** Missing where the context names no user: requests go out without credentials. */
  user?: Entry<KubeUser>;
  namespace: string;
}

/**
 * The context that is used: the chosen one, else the current one.
 * @throws HumanError `kubernetes.no-kubeconfig`, `kubernetes.no-context`, `kubernetes.context-unknown`,
 * `kubernetes.context-cluster`, `kubernetes.context-user`
 */
export function selectContext(
  config: Kubeconfig,
  choice: { context?: string; namespace?: string },
): SelectedContext {
  if (config.files.length === 0) {
    throw new HumanError('kubernetes.no-kubeconfig', { paths: config.paths.join(', ') });
  }
  const name = choice.context || config.currentContext;
  const known = [...config.contexts.keys()].join(', ') || '–';
  if (!name) {
    throw new HumanError('kubernetes.no-context', { files: config.files.join(', '), known });
  }
  const context = config.contexts.get(name);
  if (context === undefined) {
    const files = config.files.join(', ');
    throw new HumanError('kubernetes.context-unknown', { name, files, known });
  }
  const place = { name, file: context.file, line: context.line };
  const cluster = config.clusters.get(context.value.cluster ?? '');
  if (!cluster?.value.server) {
    const wanted = context.value.cluster ?? '';
    throw new HumanError('kubernetes.context-cluster', { ...place, cluster: wanted });
  }
  const user = config.users.get(context.value.user ?? '');
  if (user === undefined && context.value.user) {
    throw new HumanError('kubernetes.context-user', { ...place, user: context.value.user });
  }
  return {
    name,
    context: context.value,
    cluster,
    ...(user && { user }),
    namespace: choice.namespace || context.value.namespace || 'default',
  };
}
