import { availableParallelism, release } from 'node:os';
import type { JsonObject } from '../../experiment/json.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Api, asObject } from '../api/api.ts';
import type { KubeObject } from '../api/objects.ts';
import { timeText } from '../api/write.ts';

/** A node of the practice cluster. */
export interface Machine {
  name: string;
  /** What the addresses of its pods begin with, as a number. */
  firstPodAddress: number;
}

/** All nodes are this machine: what listens on a node's port does so here. */
export const machineAddress = '127.0.0.1';

/** Seconds that a lease holds, and milliseconds between two renewals of all of them. */
const leaseSeconds = 40;
const renewal = 15_000;

/** Addresses of pods are `10.244.x.y`, 4,096 for each node. */
const podNetwork = ((10 << 24) | (244 << 16)) >>> 0;
const podsPerNode = 4_096;

const writer = { manager: 'kubelet' };

/** The three nodes. */
export const machines: readonly Machine[] = [1, 2, 3].map((number) => ({
  name: `practice-${number}`,
  firstPodAddress: podNetwork + (number - 1) * podsPerNode,
}));

/** `10.244.0.1`. */
export function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** Addresses for the pods of a node: one that was given back comes last. */
export class PodAddresses {
  readonly #first: number;
  readonly #used = new Set<number>();
  #next = 1;

  constructor({ firstPodAddress }: Machine) {
    this.#first = firstPodAddress;
  }

  /** @throws Error where all are taken */
  take(): string {
    for (let tries = 0; tries < podsPerNode; tries++) {
      const address = this.#first + this.#next;
      this.#next = this.#next === podsPerNode - 2 ? 1 : this.#next + 1;
      if (!this.#used.has(address)) {
        this.#used.add(address);
        return addressText(address);
      }
    }
    throw new Error('all addresses of the node are taken');
  }

  giveBack(text: string): void {
    const address = text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    this.#used.delete(address);
  }
}

/**
 * Creates the nodes and their leases, and renews these. A node that somebody deletes stays deleted.
 * @returns ends the renewals
 */
export function registerMachines(api: Api, platform: Platform): () => void {
  const nodes = api.registry.builtIn('nodes');
  const leases = api.registry.builtIn('leases.coordination.k8s.io');
  const space = 'kube-node-lease';
  for (const machine of machines) {
    if (api.find(nodes, '', machine.name) === undefined) {
      const node = api.create(nodes, '', asObject(nodeJson(machine, platform, api.now())), writer);
      const owner = { apiVersion: 'v1', kind: 'Node', name: machine.name, uid: node.metadata.uid };
      const lease = {
        metadata: { name: machine.name, namespace: space, ownerReferences: [owner] },
        spec: {
          holderIdentity: machine.name,
          leaseDurationSeconds: leaseSeconds,
          renewTime: microTime(api.now()),
        },
      };
      if (api.find(leases, space, machine.name) === undefined) {
        api.create(leases, space, asObject(lease), writer);
      }
    }
  }
  const timer = setInterval(() => {
    for (const { name } of machines) {
      if (api.find(leases, space, name) !== undefined) {
        const renew = ({ spec = {} }: KubeObject) => {
          spec['renewTime'] = microTime(api.now());
        };
        api.change(leases, space, name, renew, writer);
      }
    }
  }, renewal);
  timer.unref();
  return () => clearInterval(timer);
}

const microTime = (now: number) => `${new Date(now).toISOString().slice(0, 23)}000Z`;

function nodeJson(machine: Machine, { os }: Platform, now: number): JsonObject {
  const { name, firstPodAddress } = machine;
  const resources = {
    cpu: String(Math.max(4, availableParallelism())),
    'ephemeral-storage': '64Gi',
    memory: '8Gi',
    pods: '1000',
  };
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const podCIDR = `${addressText(firstPodAddress)}/20`;
  return {
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': architecture,
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': architecture,
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
      },
    },
    spec: { podCIDR, podCIDRs: [podCIDR] },
    status: {
      addresses: [
        { type: 'InternalIP', address: machineAddress },
        { type: 'Hostname', address: name },
      ],
      capacity: resources,
      allocatable: resources,
      conditions: nodeConditions(timeText(now)),
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        architecture,
        bootID: '',
        containerRuntimeVersion: `process://${process.versions.node}`,
        kernelVersion: release(),
        kubeProxyVersion: '',
        kubeletVersion: 'v1.35.4',
        machineID: name,
        operatingSystem: 'linux',
        osImage: `Chaos Workbench practice (${os})`,
        systemUUID: name,
      },
    },
  };
}

function nodeConditions(now: string): JsonObject[] {
  const pressures = [
    ['MemoryPressure', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
    ['DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
    ['PIDPressure', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ].map(([type = '', reason = '', message = '']) => ({ type, status: 'False', reason, message }));
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
  };
  const times = { lastHeartbeatTime: now, lastTransitionTime: now };
  return [...pressures, ready].map((condition) => ({ ...condition, ...times }));
}
