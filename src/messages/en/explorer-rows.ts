import type { MessageTable } from '../types.ts';

/** Words of jobs, containers, events, nodes and the filter of the explorer. */
export const explorerRows: MessageTable = {
  'editor.experiments.never': 'not run yet',
  'editor.explorer.job-active': '{ready}/{wanted} done',
  'editor.explorer.job-complete': 'complete',
  'editor.explorer.job-failed': 'failed · {ready}/{wanted} done',
  'editor.explorer.job-suspended': 'suspended · {ready}/{wanted} done',
  'editor.explorer.cron-job-idle': '{schedule}',
  'editor.explorer.cron-job-active': '{schedule} · {count} {count|job|jobs} running',
  'editor.explorer.cron-job-suspended': '{schedule} · suspended',
  'editor.explorer.container': '{state}',
  'editor.explorer.container-init': '{state} · runs first',
  'editor.explorer.container-sidecar': '{state} · sidecar',
  'editor.explorer.container-tip': 'Container {name}\n{what}',
  'editor.explorer.events': 'Events',
  'editor.explorer.no-events': 'Nothing happened lately',
  'editor.explorer.event': '{time} · {message}',
  'editor.explorer.event-tip':
    '{reason}: {kind} {name}\n{message}\n{count} {count|time|times}, last at {time}',
  'editor.explorer.nodes': 'Nodes',
  'editor.explorer.node-ready': 'Ready',
  'editor.explorer.node-not-ready': 'NotReady',
  'editor.explorer.node-cordoned': 'cordoned',
  'editor.explorer.no-match': 'Nothing here matches the filter',
  'editor.explorer.filter-title': 'Show only rows that contain …',
  'editor.explorer.filter-tip': 'Name, kind, state or node. Empty shows all.',
  'editor.explorer.filtered':
    'Only what contains “{filter}” is shown; namespaces that were never opened are found by name.',
  'editor.explorer.no-answer':
    '{server} has not answered for {seconds} seconds. What is shown may be old; it is asked again and again.',
};
