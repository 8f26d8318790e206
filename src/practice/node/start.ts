import { realpath } from 'node:fs/promises';
import { serverPlace } from '../api/bootstrap.ts';
import { EventRecorder } from '../controllers/kit/events.ts';
import { Claims } from './claims.ts';
import { Configuration } from './configuration.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { Guard } from './guard.ts';
import { Kubelets } from './kubelets.ts';
import { Leftovers } from './leftovers.ts';
import { registerMachines } from './machines.ts';
import { Network } from './network.ts';
import type { Nodes, NodesOptions } from './options.ts';
import type { Parts } from './parts.ts';
import { findPermissionFlags, type PermissionFlags } from './pod-process.ts';
import { runtimeOf } from './runtime.ts';
import { ServiceAddresses } from './service-addresses.ts';

/**
 * Registers the nodes and runs the pods that are bound to them as processes of this machine. What an
 * earlier run has left in the folder is ended and removed.
 */
export async function startNodes(given: NodesOptions, disk: Disk = nodeDisk): Promise<Nodes> {
  const { api, platform } = given;
  const { join } = platform.paths;
  await disk.makeFolder(given.folder);
  // Node.js compares real paths when it asks what a process may read.
  const [folder, samples, shim] = await Promise.all([
    realpath(given.folder),
    realpath(given.samples),
    realpath(given.shim),
  ]);
  const options: NodesOptions = { ...given, folder, samples, shim };
  const processes = join(folder, 'processes');
  const guard = new Guard(platform, given.guard, processes);
  const leftovers = new Leftovers(platform, processes, disk, guard);
  await leftovers.end();
  await disk.makeFolder(processes);
  await disk.remove(join(folder, 'pods'));
  await disk.remove(join(folder, 'claims'));
  const claims = new Claims(api, join(folder, 'claims'), join, disk);
  const network = new Network(api);
  const events = new EventRecorder(api);
  let flags: Promise<PermissionFlags> | undefined;
  const parts: Parts = {
    api,
    options,
    disk,
    leftovers,
    events,
    network,
    configuration: new Configuration(api),
    claims,
    permissions() {
      flags ??= findPermissionFlags(platform);
      return flags;
    },
  };
  const endLeases = registerMachines(api, platform);
  const kubelets = new Kubelets(parts);
  const addresses = new ServiceAddresses(parts, join(folder, 'ports.json'));
  return {
    runtime: runtimeOf(kubelets, parts),
    lead(real) {
      const { name, address, port } = serverPlace;
      const ports = new Map([[port, { real, local: false }]]);
      network.join({ namespace: 'default', hostname: name, address, ports });
    },
    async close() {
      endLeases();
      await Promise.all([kubelets.close(), addresses.close()]);
      claims.close();
      guard.close();
      network.close();
    },
  };
}
