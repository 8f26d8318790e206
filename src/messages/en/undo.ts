import type { MessageTable } from '../types.ts';

/** Sentences about putting back what a run has changed. */
export const undo = {
  'kubernetes.undo-still-there': '{kind} {name} was not deleted after all.',
  'kubernetes.undo-created': '{kind} {name} was created again by an undo before.',
  'kubernetes.undo-back': '{kind} {name} is as it was already.',
  'kubernetes.undo-back-different':
    '{kind} {name} is there again, but not as it was: somebody created another one. It stays.',
  'kubernetes.undo-gone': '{kind} {name}, which the run had created, is gone already.',
  'kubernetes.undo-missing':
    '{kind} {name} is not there any more, so its former values can’t be put back. Create it again from its manifest.',
  'kubernetes.undo-none': 'Nothing puts {kind} {name} back.',
  'kubernetes.undo-going':
    '{kind} {name} is still being deleted after {seconds} s, so it can’t be created again. Look for finalizers that hold it, then undo again.',
  'kubernetes.undo-question-writers':
    '{kind} {name}, which the run had created, was changed since by {who}.',
  'kubernetes.undo-question-values':
    '{kind} {name} has neither the values that the run set nor those from before: somebody has changed it since.',
  'kubernetes.undo-will-create': '{kind} {name} would be created again.',
  'kubernetes.undo-will-delete': '{kind} {name}, which the run had created, would be deleted.',
  'kubernetes.undo-will-patch': '{kind} {name} would get its former values.',
  'kubernetes.undo-did-create': '{kind} {name} was created again.',
  'kubernetes.undo-did-delete': '{kind} {name}, which the run had created, was deleted.',
  'kubernetes.undo-did-patch': '{kind} {name} has its former values again.',
  'workbench.undo-other-cluster':
    '{kind} {name} was changed on the cluster {former}, but this is another one ({now}). Nothing was done about it. Say with --context or --kubeconfig where it is.',
  'workbench.undo-still-running':
    'The run {run} is still going on. Stop it first; then it can be undone.',
  'workbench.undo-held':
    'The run {run} is held by another process ({pid}): it goes on, or is being undone already. Wait until that has ended.',
  'workbench.undo-unknown': 'There is no run {run} in {folder}. See: chaos-workbench undo --list',
  'workbench.undo-nothing-owed': 'No run has left anything to put back.',
  'workbench.undo-nothing': 'The run {run} has left nothing to put back.',
  'workbench.undo-title': 'Run {run} of {time}: {title}',
  'workbench.undo-all': 'All is put back.',
  'workbench.undo-dry': 'Nothing was done. Leave out --dry to do it.',
  'workbench.undo-left':
    '{count} {count|change is|changes are} not put back. See above why; --force puts back also what somebody else has changed since.',
  'workbench.undo-offer':
    'The run has left {count} {count|change|changes} in the cluster ({names}). To put {count|it|them} back: chaos-workbench undo {run}',
  'workbench.undo-ask': '{question} Put it back all the same? [y/N] ',
  'workbench.undo-list-crashed': 'crashed',
  'workbench.undo-list-running': 'running',
  'editor.undo.one': 'Undo: put back {kind} {name}',
  'editor.undo.many': 'Undo {count} changes',
  'editor.undo.more': '… and {count} more.',
  'editor.undo.pick': 'Which run is to be undone?',
  'editor.undo.question': 'Put back what the run “{title}” has changed?',
  'editor.undo.yes': 'Put back',
  'editor.undo.yes-force': 'Put back, also what others changed',
  'editor.undo.looking': 'Looking at what the run has left …',
  'editor.undo.doing': 'Putting back …',
  'editor.undo.left':
    '{count} {count|change is|changes are} not put back. {first} The log (Chaos: Show Log) tells about all.',
  'editor.undo.offer':
    'The run “{title}” was cut off and has left {count} {count|change|changes} in its cluster.',
  'editor.undo.offer-yes': 'Undo…',
  'editor.undo.offer-no': 'Leave it',
} satisfies MessageTable;
