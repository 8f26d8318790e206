import type { KubeObject } from '../objects.ts';
import { podRow } from '../rows/pod-row.ts';
import type { Page } from './page.ts';
import { type Condition, type Container, conditions, container, pairs } from './parts.ts';

interface AnyObject extends KubeObject {
  spec?: {
    nodeName?: string;
    serviceAccountName?: string;
    containers?: Container[];
    initContainers?: Container[];
    volumes?: ({ name: string } & Record<string, unknown>)[];
    tolerations?: { key?: string; operator?: string; effect?: string }[];
    replicas?: number;
    selector?: { matchLabels?: Record<string, string> } & Record<string, unknown>;
    strategy?: { type?: string };
    template?: {
      metadata?: { labels?: Record<string, string> };
      spec?: { containers?: Container[] };
    };
    jobTemplate?: { spec?: { template?: { spec?: { containers?: Container[] } } } };
    schedule?: string;
    suspend?: boolean;
    completions?: number;
    type?: string;
    clusterIPs?: string[];
    ports?: {
      port: number;
      targetPort?: number | string;
      nodePort?: number;
      name?: string;
      protocol?: string;
    }[];
    taints?: { key: string; value?: string; effect: string }[];
    unschedulable?: boolean;
  };
  status?: {
    podIP?: string;
    qosClass?: string;
    conditions?: Condition[];
    readyReplicas?: number;
    updatedReplicas?: number;
    unavailableReplicas?: number;
    succeeded?: number;
    failed?: number;
    lastScheduleTime?: string;
    loadBalancer?: { ingress?: { ip?: string; hostname?: string }[] };
    addresses?: { type: string; address: string }[];
    capacity?: Record<string, string>;
    allocatable?: Record<string, string>;
    nodeInfo?: Record<string, string>;
  };
}

/** What is particular to a kind. */
export function ownPart(kind: string, object: KubeObject): Page {
  switch (kind) {
    case 'Pod':
      return pod(object);
    case 'Service':
      return service(object);
    case 'Node':
      return node(object);
    default:
      return workload(object);
  }
}

function pod(object: AnyObject): Page {
  const { spec, status } = object;
  const row = podRow(object);
  const all = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return [
    ['Status', row.phase],
    ['Ready', `${row.ready}/${row.containers}`],
    ['Node', spec?.nodeName],
    ['IP', status?.podIP],
    ['Service account', spec?.serviceAccountName],
    ['QoS class', status?.qosClass],
    [
      'Containers',
      all.map((each) => {
        const now = row.list.find(({ name }) => name === each.name);
        const state: Page = [
          ['State', now?.state],
          ['Ready', now?.ready],
          ['Restarts', now?.restarts],
        ];
        return [each.name, [...state, ...container(each)]] as const;
      }),
    ],
    ['Conditions', conditions(status?.conditions)],
    [
      'Volumes',
      (spec?.volumes ?? []).map(({ name, ...source }) => `${name} (${Object.keys(source)})`),
    ],
    [
      'Tolerations',
      (spec?.tolerations ?? []).map(
        ({ key, operator, effect }) =>
          `${key ?? '*'} ${operator ?? 'Equal'}${effect ? ` ${effect}` : ''}`,
      ),
    ],
  ];
}

function workload({ spec, status }: AnyObject): Page {
  const template = spec?.template ?? spec?.jobTemplate?.spec?.template;
  return [
    ['Replicas', spec?.replicas],
    ['Ready', status?.readyReplicas],
    ['Updated', status?.updatedReplicas],
    ['Unavailable', status?.unavailableReplicas],
    ['Completions', spec?.completions],
    ['Succeeded', status?.succeeded],
    ['Failed', status?.failed],
    ['Schedule', spec?.schedule],
    ['Suspended', spec?.suspend],
    ['Last schedule', status?.lastScheduleTime],
    ['Selector', pairs(spec?.selector?.matchLabels)],
    ['Strategy', spec?.strategy?.type],
    [
      'Containers',
      (template?.spec?.containers ?? []).map((each) => [each.name, container(each)] as const),
    ],
    ['Conditions', conditions(status?.conditions)],
  ];
}

function service({ spec, status }: AnyObject): Page {
  const ingress = (status?.loadBalancer?.ingress ?? []).map(
    ({ ip, hostname }) => hostname ?? ip ?? '',
  );
  return [
    ['Type', spec?.type],
    ['Cluster IP', (spec?.clusterIPs ?? []).join(', ')],
    ['Load balancer', ingress.join(', ')],
    ['Selector', pairs(spec?.selector)],
    [
      'Ports',
      (spec?.ports ?? []).map(
        ({ name, port, targetPort, nodePort, protocol }) =>
          `${name ? `${name}: ` : ''}${port} → ${targetPort ?? port}/${protocol ?? 'TCP'}${nodePort ? `, node port ${nodePort}` : ''}`,
      ),
    ],
  ];
}

function node({ spec, status }: AnyObject): Page {
  return [
    ['Unschedulable', spec?.unschedulable ?? false],
    [
      'Taints',
      (spec?.taints ?? []).map(
        ({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`,
      ),
    ],
    ['Addresses', (status?.addresses ?? []).map(({ type, address }) => `${address} (${type})`)],
    ['Capacity', pairs(status?.capacity)],
    ['Allocatable', pairs(status?.allocatable)],
    ['System', pairs(status?.nodeInfo)],
    ['Conditions', conditions(status?.conditions)],
  ];
}

/** The pods of a node, as lines. */
export function podLines(pods: readonly KubeObject[]): string[] {
  return pods.map((each) => {
    const row = podRow(each);
    return `${row.namespace}/${row.name} · ${row.phase} · ${row.ready}/${row.containers}`;
  });
}
