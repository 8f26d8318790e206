import type { ClusterIdentity } from '../../engine/events.ts';
import type { ObjectRef } from '../../kubernetes/seed.ts';
import { HumanError } from '../../messages/error.ts';
import type { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';

/** An object of the tree, and the connection it is seen through. */
export interface SeenObject {
  object: ObjectRef;
  connection: string;
  /** URL of the API server. */
  server: string;
  identity: ClusterIdentity;
}

/**
 * The object that a row stands for.
 * @throws HumanError `editor.explorer.not-connected` where the row's cluster is open no more, or
 * where there is no such row
 */
export function objectOf(model: ExplorerModel, node: Node | undefined): SeenObject {
  const context = node !== undefined && 'context' in node ? node.context : '';
  const link = model.clusters.get(context)?.link;
  const object = node === undefined ? undefined : refOf(model, node);
  if (link?.phase !== 'open' || object === undefined) {
    throw new HumanError('editor.explorer.not-connected');
  }
  const { connection, server, identity } = link;
  return { object, connection, server, identity };
}

function refOf(model: ExplorerModel, node: Node): ObjectRef | undefined {
  switch (node.t) {
    case 'container':
      return { kind: 'Pod', name: node.pod, namespace: node.namespace };
    case 'node':
      return { kind: 'Node', name: node.name };
    case 'namespace':
      return { kind: 'Namespace', name: node.namespace };
    case 'pod':
      return { kind: 'Pod', name: node.name, namespace: node.namespace };
    case 'service':
      return { kind: 'Service', name: node.name, namespace: node.namespace };
    case 'workload': {
      const live = model.clusters.get(node.context)?.live.get(node.namespace);
      const kind = live?.workloads.get(node.uid)?.kind;
      return kind && { kind, name: node.name, namespace: node.namespace };
    }
    default:
      return undefined;
  }
}
