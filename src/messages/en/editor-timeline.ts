import type { MessageTable } from '../types.ts';

/** Words of the run panel's timeline; every code starts with `editor.panel.`. */
export const editorTimeline = {
  'editor.panel.jumps': 'Parts of this page',
  'editor.panel.lane.watched': 'hypothesis',
  'editor.panel.lane.events': 'events',
  'editor.panel.lane.service': '{name} (service)',
  'editor.panel.checks': '{count} {count|check|checks}',
  'editor.panel.quiet':
    '{count} more {count|workload|workloads} in the namespaces around this run did not change.',
  'editor.panel.unobserved': '{resource} in {namespace} could not be watched: {reason}',
  'editor.panel.events': '{count} {count|event|events} of the cluster',
  'editor.panel.warning': 'warning',
  'editor.panel.report-of': 'report',
  'editor.panel.plot':
    '{name}: {count} values from {first} to {last}, least {least}, greatest {greatest}',
  'editor.panel.report': 'Report',
} satisfies MessageTable;
