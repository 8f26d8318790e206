/** A command line, in parts: the shell that runs it does its own quoting. */
export interface Line {
  program: string;
  args: string[];
}

/** What is asked before a cluster is created on Azure. */
export interface AksChoice {
  group: string;
  location: string;
  cluster: string;
  /** Machines of the cluster. */
  nodes: number;
  /** Of the machines, as Azure names it. */
  size: string;
}

/** What is asked before images are built and pushed. */
export interface ImagesChoice {
  group: string;
  /** Name of the registry, without its domain. */
  registry: string;
  /** Cluster that may pull from it; empty for none. */
  cluster: string;
  /** Folder of the bundled services and their Dockerfiles. */
  folder: string;
}

const line = (program: string, ...args: string[]): Line => ({ program, args });

/** Creates a cluster of containers on this machine and makes it the current context. */
export function createKind(name: string): Line[] {
  return [line('kind', 'create', 'cluster', '--name', name)];
}

/** Starts a cluster in a virtual machine or container and makes it the current context. */
export function startMinikube(profile: string): Line[] {
  return [line('minikube', 'start', '--profile', profile)];
}

/** Creates resource group and cluster, and writes the credentials into the kubeconfig. */
export function createAks({ group, location, cluster, nodes, size }: AksChoice): Line[] {
  return [
    line('az', 'group', 'create', '--name', group, '--location', location),
    line(
      'az',
      ...['aks', 'create', '--resource-group', group, '--name', cluster],
      ...['--node-count', String(nodes), '--node-vm-size', size, '--generate-ssh-keys'],
    ),
    ...aksCredentials(group, cluster),
  ];
}

/** Writes the credentials of a cluster into the kubeconfig and makes it the current context. */
export function aksCredentials(group: string, cluster: string): Line[] {
  return [line('az', 'aks', 'get-credentials', '--resource-group', group, '--name', cluster)];
}

/** Deletes a resource group with everything in it; the question was asked before. */
export function deleteGroup(group: string): Line[] {
  return [line('az', 'group', 'delete', '--name', group, '--yes')];
}

/** The sample services, by image and tag. */
const images = [
  ['backend', 'sample-backend:1'],
  ['frontend-v1', 'sample-frontend:v1'],
  ['frontend-v2', 'sample-frontend:v2'],
] as const;

/** Creates a registry, and builds and pushes the images of the sample services. */
export function pushImages({ group, registry, cluster, folder }: ImagesChoice): Line[] {
  const address = `${registry}.azurecr.io`;
  return [
    line(
      'az',
      ...['acr', 'create', '--resource-group', group, '--name', registry, '--sku', 'Basic'],
    ),
    line('az', 'acr', 'login', '--name', registry),
    ...images.flatMap(([service, image]) => [
      line(
        'docker',
        ...['build', '--file', `${folder}/${service}.Dockerfile`],
        ...['--tag', `${address}/${image}`, folder],
      ),
      line('docker', 'push', `${address}/${image}`),
    ]),
    ...(cluster === ''
      ? []
      : [
          line(
            'az',
            ...['aks', 'update', '--resource-group', group, '--name', cluster],
            ...['--attach-acr', registry],
          ),
        ]),
  ];
}

/** A line as people read it; what has blanks in it stands in quotes. */
export function lineText({ program, args }: Line): string {
  const words = [program, ...args];
  return words.map((word) => (/^[\w./:\\@=-]+$/.test(word) ? word : `"${word}"`)).join(' ');
}
