import type { MessageTable } from '../types.ts';

/** Sentences about the sample services; codes start with `workbench.samples-`. */
export const samples = {
  'workbench.samples-files':
    '{path} is missing from this installation. Install again; from a clone, run: npm run build',
  'workbench.samples-namespace':
    'There is no namespace {namespace} on this cluster. Create it with “kubectl create namespace {namespace}”, or choose another one.',
  'workbench.samples-foreign':
    '{kind} {name} in namespace {namespace} was not created by “samples deploy” and is left as it is. Nothing of the samples can be put in its place: choose another namespace, or remove it yourself.',
  'workbench.samples-deleting':
    '{kind} {name} in namespace {namespace} is being deleted and was still there after {seconds} s. Look at its finalizers, then deploy again.',
  'workbench.samples-gone':
    'Deployment {name} was deleted or replaced by someone while it was waited for. Deploy again.',
  'workbench.samples-pod':
    'Pod {pod} can’t start: {reason}. What was deployed stays for you to look at; correct the cause and deploy again, or run: samples remove',
  'workbench.samples-slow':
    'Deployment {name} was not ready within {seconds} s: {reason}. It may still become ready; look at its pods, or deploy again.',
  'workbench.samples-leaving':
    'The samples were removed, but after {seconds} s some pods are still terminating: {pods}',
  'workbench.samples-created': '{kind} {name} created',
  'workbench.samples-updated': '{kind} {name} updated',
  'workbench.samples-unchanged': '{kind} {name} is as it should be',
  'workbench.samples-removed': '{kind} {name} removed',
  'workbench.samples-nothing': 'There are no samples in namespace {namespace}.',
  'workbench.samples-ready': 'Deployment {name}: {ready} of {wanted} pods ready',
  'workbench.samples-reaching': 'Waiting until the frontend answers',
  'workbench.samples-url': 'The frontend answers at {url}',
  'workbench.samples-unreached':
    'The frontend runs, but none of its addresses answers from here. Make a way to it, such as “kubectl port-forward --namespace {namespace} service/frontend 8080:80”, and set FRONTEND_URL to it.',
} satisfies MessageTable;
