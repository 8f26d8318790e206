import type { MessageTable } from '../types.ts';

/** Sentences about kubeconfigs, credentials and requests; codes start with `kubernetes.`. */
export const kubernetesConnection = {
  'kubernetes.no-kubeconfig':
    'There is no kubeconfig at {paths}. Create a cluster or fetch its credentials, or point KUBECONFIG to your file.',
  'kubernetes.kubeconfig-unreadable': 'The kubeconfig {file} can’t be read: {reason}',
  'kubernetes.kubeconfig-syntax':
    '{file}:{line}: this kubeconfig is not well formed: {reason}. Correct the line, then try again.',
  'kubernetes.kubeconfig-shape': '{file}:{line}: {what} must be {wanted}.',
  'kubernetes.kubeconfig-duplicate':
    '{file}:{line}: the {kind} “{name}” is there twice in this file. Remove or rename one of the two.',
  'kubernetes.no-context':
    'No context is chosen: {files} names no current-context. Choose one of: {known}.',
  'kubernetes.context-unknown': 'There is no context “{name}” in {files}. Contexts: {known}.',
  'kubernetes.context-cluster':
    '{file}:{line}: the context “{name}” points at the cluster “{cluster}”, which is not defined or has no server.',
  'kubernetes.context-user':
    '{file}:{line}: the context “{name}” points at the user “{user}”, which is not defined.',
  'kubernetes.bad-server':
    '{file}:{line}: “{server}” is not the address of a Kubernetes API server. It looks like https://host:6443.',
  'kubernetes.credential-file':
    'The {what} {path} can’t be read: {reason}. It is named by {source}.',
  'kubernetes.credential-data': 'The {what} in {source} is not valid base64.',
  'kubernetes.credential-tls':
    'The certificates for {server} can’t be used: {reason}. They are named by {source}.',
  'kubernetes.no-host':
    'There is no way to a cluster: no kubeconfig at {paths}, and KUBERNETES_HOST is not set. Create a cluster or fetch its credentials, or point KUBECONFIG to your file.',
  'kubernetes.bad-host':
    'KUBERNETES_HOST is “{server}”, which is not the address of an API server. It looks like https://host:6443.',
  'kubernetes.not-in-pod':
    'CHAOSTOOLKIT_IN_POD is set, but this is not a pod: {reason}. Unset it, or run inside a cluster.',
  'kubernetes.auth-provider':
    '{source} uses the auth provider “{name}”, which Kubernetes no longer has. Use an exec plugin for this cluster (your provider’s CLI writes one).',
  'kubernetes.oidc':
    'Signing in to {server} by OpenID Connect failed: {reason}. Sign in again with your provider’s tool.',
  'kubernetes.exec-untrusted':
    '{source} asks for the program “{command}” to sign in, and this workspace is not trusted. Trust the workspace, then connect again.',
  'kubernetes.exec-missing':
    'The program “{command}”, by which {source} signs in, can’t be started: {reason}. {hint}',
  'kubernetes.exec-failed':
    'The program “{command}”, by which {source} signs in, failed ({how}): {reason}',
  'kubernetes.exec-slow':
    'The program “{command}”, by which {source} signs in, gave no answer within {seconds} s and was ended. Sign in with it in a terminal, then try again.',
  'kubernetes.exec-answer':
    'The program “{command}”, by which {source} signs in, gave no credentials: {reason}',
  'kubernetes.unreachable':
    '{server} can’t be reached: {reason}. Check that the cluster runs and that this is its address, then try again.',
  'kubernetes.no-answer':
    '{server} did not answer “{what}” within {seconds} s. The cluster may be overloaded or stopped; try again.',
  'kubernetes.cut': '{server} broke off while it answered “{what}”: {reason}. Try again.',
  'kubernetes.tls':
    'The certificate of {server} is not accepted: {reason}. Check certificate-authority-data (or tls-server-name) of the cluster in your kubeconfig.',
  'kubernetes.proxy': 'The proxy {proxy} does not lead to {server}: {reason}',
  'kubernetes.bad-answer':
    '{server} answered “{what}” with something that is not Kubernetes JSON: {text}. A proxy or sign-in page may be in between.',
  'kubernetes.unauthorised':
    '{server} does not accept the credentials of {source}: {reason}. They may have expired; sign in again.',
  'kubernetes.forbidden':
    '{who} may not {verb} {what} in namespace {namespace} on {server}. Ask for a role with this permission, or choose another context.',
  'kubernetes.forbidden-cluster':
    '{who} may not {verb} {what} (of the whole cluster) on {server}. Ask for a role with this permission, or choose another context.',
  'kubernetes.forbidden-plain': '{server} does not allow “{what}”: {reason}',
  'kubernetes.not-found': '{what} does not exist: {reason}',
  'kubernetes.conflict':
    '{what} was changed by someone else meanwhile: {reason}. Look at it again, then repeat.',
  'kubernetes.exists': '{what} exists already: {reason}',
  'kubernetes.gone': '{server} no longer has this state of {what}: {reason}',
  'kubernetes.watch-expired': '{server} no longer has the changes of {what} from there on.',
  'kubernetes.watch-failed': 'Following {what} failed: {reason}',
  'kubernetes.watch-garbage': '{server} sent a line that is not JSON while {what} was followed.',
  'kubernetes.refused': '{server} refused “{what}”: {reason}',
  'kubernetes.disruption-budget':
    'A PodDisruptionBudget does not allow this eviction now: {reason}',
  'kubernetes.too-many':
    '{server} is overloaded and put off “{what}” {count} {count|time|times}: {reason}',
  'kubernetes.server-error': '{server} failed at “{what}” ({status}): {reason}',
  'kubernetes.unknown-outcome':
    'It is not known whether “{what}” happened: {reason}. Look at the object before you repeat it.',
  'kubernetes.exec-refused': 'A command can’t be run in {what}: {reason}',
  'kubernetes.exec-cut': 'The connection broke while a command ran in {what}: {reason}',
  'kubernetes.closed': 'The connection to {server} has been closed.',
  'kubernetes.unexpected': 'Something went wrong in the connection to the cluster: {reason}',
} satisfies MessageTable;
