import type { MessageTable } from '../types.ts';

/** Words of the explorer and the status bar; every code starts with `editor.explorer.`. */
export const editorExplorer: MessageTable = {
  'editor.explorer.current': 'current',
  'editor.explorer.target': 'runs go here',
  'editor.explorer.connect': 'Connect',
  'editor.explorer.connect-plugin': 'Connect (signs in with a program of your kubeconfig)',
  'editor.explorer.connecting': 'Connecting …',
  'editor.explorer.loading': 'Loading …',
  'editor.explorer.silent': 'not answering',
  'editor.explorer.failed': 'not connected',
  'editor.explorer.retry': 'Retry',
  'editor.explorer.not-trusted': 'Restricted Mode: no sign-in programs',
  'editor.explorer.namespaces-forbidden': 'Other namespaces may not be listed',
  'editor.explorer.empty': 'Nothing runs here yet',
  'editor.explorer.forbidden': 'You may not list {resource}',
  'editor.explorer.waiting': 'Trying again …',
  'editor.explorer.more': 'Show {count} more',
  'editor.explorer.pod-unready': '{phase} · {ready}/{containers} ready',
  'editor.explorer.pod-restarts': '{what} · {restarts} {restarts|restart|restarts}',
  'editor.explorer.terminating': 'Terminating {seconds} s',
  'editor.explorer.terminated': 'Gone',
  'editor.explorer.workload-deleting': '{ready}/{wanted} · being deleted',
  'editor.explorer.service-headless': 'no address of its own',
  'editor.explorer.service-empty': '{address} · no pod ready',
  'editor.explorer.pod-tip':
    '{name}\n{phase}, {ready} of {containers} containers ready, {restarts} {restarts|restart|restarts}',
  'editor.explorer.node-tip': 'on node {node}',
  'editor.explorer.workload-tip': '{kind} {name}\n{ready} of {wanted} {wanted|pod|pods} ready',
  'editor.explorer.service-tip': 'Service {name} ({type})\n{ports}',
  'editor.explorer.service-tip-pending': 'The load balancer has not given it an address yet.',
  'editor.explorer.service-tip-empty': 'No pod behind it is ready: it answers nobody.',
  'editor.explorer.context-tip': 'Cluster {cluster}\n{server}\nfrom {file}',
  'editor.explorer.bar-tip':
    'Experiments of this window run against {context}, namespace {namespace}. Click to choose another.',
  'editor.explorer.bar-none': 'no cluster',
  'editor.explorer.switch-title': 'Where do experiments of this window run?',
  'editor.explorer.switch-follow': 'Follow kubectl’s current context',
  'editor.explorer.switch-namespace': 'Another namespace on {context}…',
  'editor.explorer.namespace-title': 'Namespace on {context}',
  'editor.explorer.namespace-bad':
    'The name of a namespace has at most 63 lower-case letters, digits and “-”, for example “my-team”.',
  'editor.explorer.no-address':
    'The service “{name}” has no address that a browser can open: its type is {type}. Give it the type NodePort or LoadBalancer.',
  'editor.explorer.not-reachable':
    'None of the addresses of the service “{name}” answers from here: {addresses}. Make a way to it, for example with “kubectl port-forward service/{name}”.',
  'editor.explorer.lost': 'The engine stopped, and the connection with it. Connect again.',
  'editor.explorer.bug':
    'This is a mistake in Chaos Workbench, not in your cluster: {reason}. Connect again.',
  'editor.explorer.not-connected':
    'Connect to a cluster first: open it in the Chaos view, then try again.',
  'editor.explorer.kubeconfig-none': 'No other cluster: there is no kubeconfig',
  'editor.explorer.kubeconfig-none-tip':
    'Create a cluster or fetch its credentials, for AKS with “az aks get-credentials”. Click to name your kubeconfig in the settings.',
  'editor.explorer.kubeconfig-empty': 'No other cluster: the kubeconfig has no contexts',
  'editor.explorer.kubeconfig-empty-tip':
    'Create a cluster or fetch its credentials, for AKS with “az aks get-credentials”. Click to name another kubeconfig in the settings.',
  'editor.explorer.kubeconfig-broken': 'The kubeconfig can’t be read',
  'editor.explorer.kubeconfig-broken-tip': 'Correct it, then click to look again.',
  'editor.samples.none':
    'No sample services were deployed from this workspace. Deploy them first (Chaos: Deploy Sample Services), then open the frontend.',
  'editor.samples.which':
    'Deploy the sample services to {context}, namespace {namespace}: with which frontend?',
  'editor.samples.v1': 'Without a circuit breaker',
  'editor.samples.v2': 'With a circuit breaker',
  'editor.samples.deploying': 'Deploying the sample services to {context}, namespace {namespace}',
  'editor.samples.removing': 'Removing the sample services from {context}, namespace {namespace}',
  'editor.samples.remove-question':
    'Remove the sample services from {context}, namespace {namespace}? Only what was deployed as a sample is deleted.',
  'editor.samples.remove': 'Remove',
  'editor.samples.open': 'Open in Browser',
  'editor.samples.untrusted':
    'This workspace is in Restricted Mode: nothing is changed on clusters. Trust the workspace to use the samples.',
};
