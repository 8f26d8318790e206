import type { MessageTable } from '../types.ts';

/** Words of experiments that are written for a workload; every code starts with `create.`. */
export const create: MessageTable = {
  'create.pick': 'What should happen to {kind} {name} in {namespace}?',
  'create.fault.pod': 'One pod is gone',
  'create.fault.pods': 'All its pods are gone at once',
  'create.fault.gone': 'The pod is gone',
  'create.fault.scale': 'It is scaled to 0',
  'create.fault.restart': 'It is restarted, pod by pod',
  'create.fault.delete': 'It is deleted',
  'create.fault.suspend': 'It is suspended',
  'create.detail.pod': 'Deletes one pod; Kubernetes should replace it, and nobody should notice',
  'create.detail.pods': 'Deletes every pod; shows how long until it answers again',
  'create.detail.gone':
    'Deletes the pod; nothing replaces one that stands alone, but undo creates it again',
  'create.detail.scale': 'No pods until the rollback scales it back to {count}',
  'create.detail.restart': 'A rolling restart, which nobody should notice',
  'create.detail.delete': 'The rollback creates it again as it is now',
  'create.detail.suspend': 'No new jobs until the rollback lets it go on',
  'create.title.pod': 'What if a pod of {name} is gone?',
  'create.title.pods': 'What if all pods of {name} are gone at once?',
  'create.title.gone': 'What if pod {name} is gone?',
  'create.title.scale': 'What if {name} is scaled to 0?',
  'create.title.restart': 'What if {name} is restarted?',
  'create.title.delete': 'What if {name} is deleted?',
  'create.title.suspend': 'What if {name} is suspended?',
  'create.description.pod':
    'Deletes one pod of {kind} {name} in {namespace}. It should be whole again soon.',
  'create.description.pods':
    'Deletes all pods of {kind} {name} in {namespace}. It should be whole again soon.',
  'create.description.gone':
    'Deletes pod {name} in {namespace}. Nothing replaces a pod that stands alone: “Chaos: Undo a Run…” creates it again.',
  'create.description.scale':
    'Takes all pods of {kind} {name} in {namespace} away for a while, then scales back to {count}.',
  'create.description.restart':
    'Restarts {kind} {name} in {namespace} pod by pod. It should answer all the time.',
  'create.description.delete':
    'Deletes {kind} {name} in {namespace}, then creates it again as it was.',
  'create.description.suspend':
    'Suspends {kind} {name} in {namespace} for a while, then lets it go on.',
  'create.hypothesis': '{name} is well',
  'create.action.pod': 'delete a pod of {name}',
  'create.action.pods': 'delete all pods of {name}',
  'create.action.gone': 'delete pod {name}',
  'create.action.scale': 'scale {name} to 0',
  'create.action.restart': 'restart {name}',
  'create.action.delete': 'delete {name}',
  'create.action.suspend': 'suspend {name}',
  'create.rollback.scale': 'scale {name} to {count} again',
  'create.rollback.delete': 'create {name} again',
  'create.rollback.suspend': 'let {name} go on',
  'create.probe.available': 'all pods of {name} are ready',
  'create.probe.running': 'at least {count} {count|pod|pods} of {name} {count|runs|run}',
  'create.probe.ready': '{count} {count|pod|pods} of {name} {count|is|are} ready',
  'create.probe.missing': 'a pod of {name} is missing',
  'create.probe.healthy': 'all pods of the namespace are healthy',
  'create.probe.service': 'service {name} answers',
  'create.probe.cron-job': 'cron job {name} is there',
  'create.probe.cron-job-goes': 'cron job {name} is not suspended',
  'create.gone': '{kind} “{name}” is no longer in namespace {namespace}. Refresh the view.',
};
