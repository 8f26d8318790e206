import type { MessageTable } from '../types.ts';

/** Sentences in reports for programs, which stay English. */
export const agent: MessageTable = {
  'agent.dry-run': 'A dry run ({dry}): nothing that was left out says anything of the system.',
  'agent.no-steady-state-hypothesis': 'Without probes of a hypothesis nothing was judged.',
  'agent.method-activity-failed':
    'Of the method these failed, so the fault may not have been there: {names}.',
  'agent.rollbacks-not-played':
    '{played} of {declared} rollbacks were played, so something may be left changed.',
  'agent.rollback-failed': 'These rollbacks failed, so something may be left changed: {names}.',
};
