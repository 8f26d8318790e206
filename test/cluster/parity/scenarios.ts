import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../../../src/experiment/json.ts';
import { nodesPath } from '../node-support.ts';
import { actionCases } from './action-cases.ts';
import { chaosMeshScenario } from './chaosmesh-cases.ts';
import { crdScenario } from './crd-cases.ts';
import { casesOfDrains, casesOfNodeChanges, casesOfNodeProbes, nodeMarks } from './node-cases.ts';
import { nodesToChange, nodesToDrain, nodesToProbe } from './node-world.ts';
import { casesWhereAllIsWell, casesWhereOneIsStuck } from './probe-cases.ts';
import type { Scenario } from './scenario.ts';
import { addPending, populate } from './small-world.ts';
import { thingsScenario, workloadScenario } from './workload-cases.ts';

/** Pods that a ReplicaSet named. */
const podNames: readonly (readonly [RegExp, string])[] = [
  [/(front|other|stuck)-[0-9a-f]{8,10}-[a-z0-9]{5}/g, '$1-POD'],
];

const nodesOfWorld = (ns: string) => [nodesPath(ns)];

/** Every scenario; together they call every activity by every path. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'probes where all is well',
    prepare: ({ cluster, ns }) => populate(cluster, ns),
    cases: ({ ns }) => casesWhereAllIsWell(ns),
    alike: podNames,
  },
  {
    name: 'probes where a pod is stuck',
    prepare: ({ cluster, ns }) => addPending(cluster, ns),
    cases: ({ ns }) => casesWhereOneIsStuck(ns),
    alike: podNames,
  },
  {
    name: 'actions on pods, deployments and services',
    async prepare({ cluster, ns, folder }) {
      await writeFile(join(folder, 'deployment.yaml'), madeDeployment);
      await writeFile(join(folder, 'service.json'), JSON.stringify(madeService));
      await populate(cluster, ns);
    },
    cases: ({ ns, folder }) =>
      actionCases(ns, join(folder, 'deployment.yaml'), join(folder, 'service.json')),
    alike: podNames,
  },
  workloadScenario,
  thingsScenario,
  crdScenario,
  chaosMeshScenario,
  {
    name: 'probes of nodes',
    prepare: nodesToProbe,
    cases: ({ ns }) => casesOfNodeProbes(ns),
    alike: nodeMarks,
  },
  {
    name: 'nodes that are cordoned, made and deleted',
    prepare: nodesToChange,
    cases: ({ ns }) => casesOfNodeChanges(ns),
    alike: nodeMarks,
    state: nodesOfWorld,
  },
  {
    name: 'nodes that are drained',
    prepare: nodesToDrain,
    cases: ({ ns }) => casesOfDrains(ns),
    alike: nodeMarks,
    state: nodesOfWorld,
  },
];

const madeDeployment = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: made
spec:
  replicas: 0
  selector: {matchLabels: {app: made}}
  template:
    metadata: {labels: {app: made}}
    spec:
      containers: [{name: main, image: "node:24-alpine"}]
`;

const madeService: Json = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'made' },
  spec: { selector: { app: 'made' }, ports: [{ port: 80 }] },
};
