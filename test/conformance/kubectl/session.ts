import { type Step, step } from './steps.ts';

const pod = ['get', 'pods', '-l', 'app=web', '-o', 'jsonpath={.items[0].metadata.name}'];
const jsonpath = (path: string) => `jsonpath=${path}{"\\n"}`;

/** Makes what most steps are about. */
export const serving: readonly Step[] = [
  step('apply creates', 'apply -f {file:web}'),
  step('rollout status waits', 'rollout status deployment/web --timeout=30s', { view: 'last' }),
];

const reading: Step[] = [
  step('apply again changes nothing', 'apply -f {file:web}'),
  step('get deployments', 'get deployments', { until: /2\/2/ }),
  step('get deployments wide', 'get deployments -o wide'),
  step('get pods', 'get pods', { until: /1\/1[\s\S]*1\/1/ }),
  step('get pods wide', 'get pods -o wide'),
  step('get pods with labels', 'get pods -l app=web --show-labels'),
  step('get pods of all namespaces', 'get pods -A --field-selector metadata.namespace={ns}'),
  step('get pods by a field', 'get pods --field-selector status.phase=Failed'),
  step('get pods by names', 'get pods -l app=web -o name'),
  step('get pods as columns', 'get pods -o custom-columns=P:.status.phase,Q:.status.qosClass'),
  step('get services', 'get services'),
  step('get services wide', 'get services -o wide'),
  step('get endpoint slices', 'get endpointslices', { until: /,/ }),
  step('get a budget', 'get poddisruptionbudget', { until: / 1 +\d/ }),
  step('get replica sets', 'get replicasets -o wide', { until: / 2 +2 +2/ }),
  step('get all', 'get all'),
  step('get a deployment as YAML', 'get deployment web -o yaml', {
    until: /MinimumReplicasAvailable/,
  }),
  step('get a service as JSON', 'get service web -o json'),
  step('get a config map as YAML', 'get configmap program -o yaml'),
  step('get what a file names', 'get -f {file:web} -o name'),
  step('get nodes', 'get nodes -o name'),
  {
    name: 'get phases by a path',
    args: ['get', 'pods', '-o', `jsonpath={range .items[*]}{.status.phase}{"\\n"}{end}`],
  },
  {
    name: 'get conditions by a path',
    args: [
      'get',
      'deployment',
      'web',
      '-o',
      jsonpath('{range .status.conditions[*]}{.type}={.status} {.reason} {end}'),
    ],
  },
  step('get what is not there', 'get pod not-there'),
  step('get what nobody knows', 'get nonsense'),
  step('wait for a condition', 'wait deployment/web --for=condition=Available --timeout=60s'),
  step('wait for a value', 'wait deployment/web --for=jsonpath={.status.readyReplicas}=2'),
  step('wait in vain', 'wait deployment/web --for=condition=Nonsense --timeout=3s'),
];

const describing: Step[] = [
  step('describe a deployment', 'describe deployment web'),
  step('describe a pod', 'describe pod {pod}', { names: { pod }, until: /Normal +Started / }),
  step('describe a service', 'describe service web', { until: /:8080,/ }),
  step('describe a budget', 'describe poddisruptionbudget web'),
  step('describe a config map', 'describe configmap program'),
  step('describe a node', 'describe node {any}', {
    view: 'headings',
    names: { any: ['get', 'nodes', '-o', 'jsonpath={.items[0].metadata.name}'] },
  }),
  step('explain a field', 'explain deployment.spec.strategy'),
  step('explain a kind', 'explain poddisruptionbudget'),
  step('explain all of it', 'explain service.spec --recursive'),
  step('explain what is not there', 'explain pod.spec.nonsense'),
  step('top', 'top pods'),
  step('top nodes', 'top nodes'),
];

const rights: Step[] = [
  step('can I', 'auth can-i delete pods'),
  step('can I as nobody', 'auth can-i delete pods --as=nobody'),
  step('can I on the cluster', 'auth can-i list nodes --as=nobody'),
  step('can I read a subresource', 'auth can-i get pods --subresource=log --as=nobody'),
  step('who may do nothing', 'get pods --as=nobody'),
];

const changing: Step[] = [
  step('apply changes', 'apply -f {file:web-changed}'),
  step('rollout status of a change', 'rollout status deployment/web --timeout=30s', {
    view: 'last',
  }),
  step('rollout history', 'rollout history deployment/web'),
  step('rollout history of a revision', 'rollout history deployment/web --revision=2'),
  step('rollout undo', 'rollout undo deployment/web'),
  step('rollout status of an undo', 'rollout status deployment/web --timeout=30s', {
    view: 'last',
  }),
  step('rollout history after an undo', 'rollout history deployment/web'),
  step(
    'rollout undo to a revision that is not there',
    'rollout undo deployment/web --to-revision=9',
  ),
  step('rollout restart', 'rollout restart deployment/web'),
  step('rollout status of a restart', 'rollout status deployment/web --timeout=30s', {
    view: 'last',
  }),
  step('rollout pause', 'rollout pause deployment/web'),
  step('rollout restart while paused', 'rollout restart deployment/web'),
  step('rollout resume', 'rollout resume deployment/web'),
  step('scale', 'scale deployment/web --replicas=3'),
  step('scale only from', 'scale deployment/web --current-replicas=9 --replicas=1'),
  step('rollout status of a scale', 'rollout status deployment/web --timeout=30s', {
    view: 'last',
  }),
  step('get after a scale', 'get deployments', { until: /3\/3/ }),
  step('get and watch', 'get deployment web -w -o custom-columns=R:.spec.replicas', {
    follows: /\n2\n/,
    meanwhile: ['scale', 'deployment/web', '--replicas=2'],
  }),
  step('pods after a scale down', 'get pods -l app=web', {
    until: /^NAME.*\n(?:.*1\/1 +Running.*\n){2}$/,
  }),
  step('set an image', 'set image deployment/web web=node:24-alpine'),
  step('set env', 'set env deployment/program-none A=1'),
  step('label', 'label deployment web tier=front'),
  step('label again', 'label deployment web tier=back'),
  step('label over', 'label deployment web tier=back --overwrite'),
  step('label away', 'label deployment web tier-'),
  step('annotate', 'annotate service web note=hello'),
  step('annotate away', 'annotate service web note-'),
  step('patch', 'patch deployment web -p {"metadata":{"labels":{"a":"b"}}}'),
  step('patch without a change', 'patch deployment web -p {"metadata":{"labels":{"a":"b"}}}'),
  step('patch by merge', 'patch service web --type=merge -p {"metadata":{"labels":{"a":"b"}}}'),
  step(
    'patch by JSON',
    'patch service web --type=json -p [{"op":"remove","path":"/metadata/labels/a"}]',
  ),
  step(
    'patch by JSON that does not fit',
    'patch service web --type=json -p [{"op":"remove","path":"/x/y"}]',
  ),
  step(
    'patch what may not change',
    'patch deployment web -p {"spec":{"selector":{"matchLabels":{"a":"c"}}}}',
  ),
  step('diff', 'diff -f {file:web-changed}'),
  step('events of the deployment', 'events --for deployment/web', { view: 'set' }),
];

const errors: Step[] = [
  step('apply with a typing error', 'apply -f {file:typo}'),
  step(
    'apply with a typing error, unchecked',
    'apply -f {file:typo} --validate=warn --dry-run=server',
  ),
  step('apply with a wrong type', 'apply -f {file:wrong-type}'),
  step('apply what is invalid', 'apply -f {file:invalid}'),
  step('create what is there', 'create configmap program'),
  step('create in no namespace', 'create configmap x -n not-there'),
];

const inside: Step[] = [
  step('logs', 'logs {pod}', { names: { pod } }),
  step('logs, the last line', 'logs {pod} --tail=1', { names: { pod } }),
  step('logs by label', 'logs -l app=web --tail=1'),
  step('logs with times', 'logs {pod} --timestamps --tail=1', { names: { pod } }),
  step('logs, followed', 'logs -f {pod}', { names: { pod }, follows: /line two/ }),
  step('logs of no container', 'logs {pod} -c none', { names: { pod } }),
  step('logs of a container before', 'logs {pod} --previous', { names: { pod } }),
  step('exec', 'exec {pod} -- cat /app/server.mjs', { names: { pod } }),
  step('exec ls', 'exec {pod} -- ls /app', { names: { pod } }),
  step('exec that fails', 'exec {pod} -- cat /not-there', { names: { pod } }),
  step('exec wget of the service', 'exec {pod} -- wget -qO- http://web/', { names: { pod } }),
  step('exec in no container', 'exec {pod} -c none -- ls', { names: { pod } }),
  step('exec kill', 'exec {pod} -- kill 1', { names: { pod } }),
  step('get pods after a restart', 'get pods -l app=web', { until: /1\/1 +Running +1/ }),
  step('logs of the container before', 'logs {again} --previous', {
    names: {
      again: [
        'get',
        'pods',
        '-l',
        'app=web',
        '-o',
        'jsonpath={.items[?(@.status.containerStatuses[0].restartCount==1)].metadata.name}',
      ],
    },
  }),
];

const making: Step[] = [
  step('create a namespace that is there', 'create namespace {ns}'),
  step('create a config map', 'create configmap made --from-literal=a=b'),
  step('create a secret', 'create secret generic made --from-literal=a=b'),
  step('create a deployment', 'create deployment made --image=node:24-alpine --replicas=0'),
  step('create a service', 'create service clusterip made --tcp=80:8080'),
  step('create a role', 'create role made --verb=get --resource=pods'),
  step('create a role binding', 'create rolebinding made --role=made --user=somebody'),
  step(
    'create a quota of disruptions',
    'create poddisruptionbudget made --selector=a=b --min-available=1',
  ),
  {
    name: 'create a cron job',
    args: ['create', 'cronjob', 'made', '--image=node:24-alpine', '--schedule=0 0 1 1 *'],
  },
  step('create as YAML', 'create deployment plain --image=x --dry-run=client -o yaml'),
  step('expose', 'expose deployment made --port=80 --target-port=8080 --name=exposed'),
  step('autoscale', 'autoscale deployment made --max=2'),
  {
    name: 'run',
    args: [
      'run',
      'one',
      '--image=node:24-alpine',
      '--restart=Never',
      '--command',
      '--',
      'node',
      '-e',
      'console.log("done")',
    ],
  },
  step(
    'wait for a pod that ends',
    'wait pod/one --for=jsonpath={.status.phase}=Succeeded --timeout=60s',
  ),
  step('logs of a pod that has ended', 'logs one'),
  step('get a pod that has ended', 'get pod one'),
  step('describe a secret', 'describe secret made'),
  step('describe a role', 'describe role made'),
  step('get roles', 'get roles,rolebindings -o wide'),
];

const nodes: Step[] = [
  step('apply a deployment to drain', 'apply -f {file:drained}'),
  step('it is there', 'rollout status deployment/drained --timeout=30s', { view: 'last' }),
  step('cordon', 'cordon {home}', {
    names: {
      home: ['get', 'pods', '-l', 'app=drained', '-o', 'jsonpath={.items[0].spec.nodeName}'],
    },
  }),
  step('cordon again', 'cordon {home}'),
  step(
    'get a cordoned node',
    'get node {home} -o custom-columns=U:.spec.unschedulable,T:.spec.taints[*].key',
  ),
  step('drain', 'drain {home} --ignore-daemonsets --pod-selector=app=drained', { view: 'set' }),
  step('uncordon', 'uncordon {home}'),
  step('uncordon again', 'uncordon {home}'),
];

const others: Step[] = [
  step('apply other workloads', 'apply -f {file:others}'),
  step('rollout status of a stateful set', 'rollout status statefulset/db --timeout=30s', {
    view: 'last',
  }),
  step('rollout status of a daemon set', 'rollout status daemonset/agent --timeout=30s', {
    view: 'last',
  }),
  step('get stateful sets', 'get statefulsets -o wide'),
  step('get pods of a stateful set', 'get pods -l app=db -o name'),
  step('describe a stateful set', 'describe statefulset db'),
  step(
    'get daemon sets',
    'get daemonsets -o custom-columns=N:.metadata.name,G:.metadata.generation',
  ),
  step('rollout history of a stateful set', 'rollout history statefulset/db'),
  step('scale a stateful set', 'scale statefulset/db --replicas=1'),
  step('get after a scale of a stateful set', 'get statefulsets', { until: / 1\/1 / }),
  step('wait for a job', 'wait job/once --for=condition=complete --timeout=30s'),
  step('get jobs', 'get jobs -o wide'),
  step('logs of a job', 'logs job/once'),
  step('describe a job', 'describe job once'),
  step('get cron jobs', 'get cronjobs -o wide'),
  step('describe a cron job', 'describe cronjob often'),
  step('create a job of a cron job', 'create job now --from=cronjob/often'),
  step('wait for that job', 'wait job/now --for=condition=complete --timeout=30s'),
  step('delete other workloads', 'delete -f {file:others}'),
];

const ending: Step[] = [
  step(
    'hold an object',
    'patch configmap made -p {"metadata":{"finalizers":["test.example/held"]}}',
  ),
  step('delete what is held', 'delete configmap made --wait=false'),
  step('wait for what is held', 'wait configmap/made --for=delete --timeout=3s'),
  step('let it go', 'patch configmap made -p {"metadata":{"finalizers":null}}'),
  step('wait for what is gone', 'wait configmap/made --for=delete --timeout=30s'),
  step('delete a pod', 'delete pod one'),
  step('delete by label', 'delete deployment -l app=nothing'),
  step('delete several', 'delete deployment/drained deployment/made service/exposed'),
  step('delete what is not there', 'delete pod not-there'),
  step('delete what may be missing', 'delete pod not-there --ignore-not-found'),
  step('delete a file', 'delete -f {file:web}'),
  step('nothing is left', 'get pods -l app=web', { until: /No resources/ }),
];

/** What an operator does, in order. */
export const session: readonly Step[] = [
  ...serving,
  ...reading,
  ...describing,
  ...rights,
  ...inside,
  ...changing,
  ...errors,
  ...making,
  ...nodes,
  ...others,
  ...ending,
];

/** What the practice cluster leaves out says so; what it says, by the name of its step. */
export const leftOut: readonly (Step & { refusal: RegExp })[] = [
  {
    ...step('server-side apply', 'apply --server-side -f {file:web}'),
    refusal: /the practice cluster does not offer server-side apply: use kubectl apply without/,
  },
  {
    ...step('port-forward', 'port-forward {pod} :8080', { names: { pod } }),
    refusal: /the practice cluster does not offer port-forward: services have ports on loopback/,
  },
  {
    ...step('attach', 'attach {pod}', { names: { pod } }),
    refusal: /the practice cluster does not offer attach: use kubectl logs -f or exec/,
  },
  {
    ...step('debug', 'debug {pod} --image=node:24-alpine', { names: { pod } }),
    refusal: /ephemeral containers are disabled for this cluster/,
  },
  {
    ...step('cp', 'cp {pod}:/app/server.mjs {file:not-there}', { names: { pod } }),
    refusal: /"tar": executable file not found/,
  },
];
