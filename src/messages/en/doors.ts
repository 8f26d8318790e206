import type { MessageTable } from '../types.ts';

/** Sentences about clusters that other programs make; every code starts with `editor.doors.`. */
export const doors = {
  'editor.doors.kind': 'Create kind cluster',
  'editor.doors.minikube': 'Start minikube',
  'editor.doors.aks-create': 'Create AKS cluster',
  'editor.doors.aks-credentials': 'Get AKS credentials',
  'editor.doors.aks-delete': 'Delete AKS resource group',
  'editor.doors.images': 'Build and push sample images',
  'editor.doors.ask.cluster': 'Name of the cluster',
  'editor.doors.ask.cluster-or-none': 'Cluster that may pull the images (empty for none)',
  'editor.doors.ask.group': 'Resource group',
  'editor.doors.ask.location': 'Azure region',
  'editor.doors.ask.nodes': 'Number of machines (each costs money)',
  'editor.doors.ask.size': 'Size of the machines',
  'editor.doors.ask.registry': 'Name of the container registry (5 to 50 letters and digits)',
  'editor.doors.bad': '“{text}” can’t be taken here.',
  'editor.doors.question': '{title}? These lines run in a terminal:',
  'editor.doors.run': 'Run in Terminal',
  'editor.doors.failed':
    '{title} did not come to its end. The terminal shows why; what was made so far stays.',
  'editor.doors.missing':
    'The program “{program}” is not on PATH. Get it from {home}, then try again.',
} satisfies MessageTable;
