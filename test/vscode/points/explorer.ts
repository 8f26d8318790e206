import { cluster, driven, editor, type Point, trusted } from './files.ts';

export const explorer: readonly Point[] = [
  {
    point: 'explorer: contexts, namespaces, workloads, pods, containers, services, nodes, events',
    tests: {
      [editor('cluster/model')]: [
        'contexts appear without a connection, and offer to connect',
        'an open connection shows its own namespace first, with workloads, pods and services',
      ],
      [editor('cluster/lists')]: [
        'jobs say how far they are, and lie below the CronJob that made them',
        'a pod shows its containers, those of its start first',
        'nodes say whether they are ready and take pods',
        'events are told the newest first; what may not be read says so',
      ],
      [trusted('explorer')]: [
        'shows the contexts of the kubeconfig without asking any cluster',
        'connects when a context is unfolded, and shows what runs there',
        'follows a deletion: the pod ends, its replacement appears beneath, its row goes',
      ],
    },
  },
  {
    point: 'explorer: logs, shell, YAML, describe',
    tests: {
      [cluster('explorer')]: [
        'follows its log until it has seen enough',
        'works in a shell with a terminal of its size, until it ends',
        'reads it as YAML and described, with its events',
      ],
      [driven('explorer')]: [
        'what a row can do is in its menu: log, shell, describe, scale, delete',
      ],
    },
  },
  {
    point: 'explorer: port-forward, open in the browser',
    tests: {
      [cluster('explorer')]: [
        'reaches its ports from here, several at once, also through a service',
        'is told at once where a port may not be forwarded',
      ],
      [editor('cluster/service-row')]: [
        'a load balancer is tried first, then the node, then the cluster’s own address',
        'addresses are written as a browser wants them',
      ],
    },
  },
  {
    point: 'explorer: scale, restart, delete',
    tests: {
      [cluster('explorer')]: ['scales, restarts and deletes a workload'],
      [driven('explorer')]: [
        'what a row can do is in its menu: log, shell, describe, scale, delete',
      ],
    },
  },
  {
    point: 'explorer: cordon and drain, by the activities that experiments use too',
    tests: {
      [driven('explorer')]: ['a node is cordoned, uncordoned and drained by its menu'],
      [cluster('drain')]: [
        'a node is cordoned and emptied, and its pods come up elsewhere',
        'a pod without a controller is found before anything is changed',
      ],
    },
  },
  {
    point: 'explorer: an experiment for a workload',
    tests: {
      'test/practice/created.test.ts': ['…, …: …'],
      'src/experiment/create/create.test.ts': [
        'every experiment for a … is without problems, in both formats and languages',
        'what a fault takes away is put back by a rollback',
      ],
      [driven('explorer')]: [
        'an experiment for a workload is written by its menu, and runs as it is',
      ],
      [driven('walk')]: [
        'an experiment for a deployment is created, finished by typing, previewed, run, understood and undone',
      ],
    },
  },
  {
    point: 'explorer: filter, load more',
    tests: {
      [editor('cluster/lists')]: [
        'the filter leaves what matches by itself or holds a match, in any case',
      ],
      [editor('cluster/model')]: ['long lists end with a row that shows more'],
      [trusted('explorer')]: ['the filter narrows the rows, and says so'],
    },
  },
  {
    point: 'explorer: kubeconfig changes are picked up',
    tests: {
      [trusted('explorer')]: ['a kubeconfig that is written anew is read by itself'],
    },
  },
  {
    point: 'explorer: a connection that breaks says so and comes back',
    tests: {
      [cluster('explorer-faults')]: [
        'an API server that is killed',
        'an API server that is frozen',
        'credentials that are refused',
        'watches that end all the time (…): it goes on seeing',
      ],
      [trusted('explorer')]: ['a cluster that is gone or mute says so, and the others go on'],
    },
  },
  {
    point: 'explorer: experiments of the workspace with their last verdicts',
    tests: {
      [editor('experiments/row')]: ['an experiment says how its last run ended, by a sign too'],
      [trusted('experiments-view')]: [
        'shows a file that appears, how its run ends, and that it is gone',
      ],
    },
  },
];
