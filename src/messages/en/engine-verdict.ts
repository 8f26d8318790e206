import type { MessageTable } from '../types.ts';

/** Sentences about the end of a run. */
export const engineVerdict = {
  'engine.status-running': 'running',
  'engine.status-running-deviated': 'running, deviated',
  'engine.status-completed': 'completed',
  'engine.status-completed-deviated': 'completed, deviated',
  'engine.status-failed': 'failed',
  'engine.status-failed-deviated': 'failed, deviated',
  'engine.status-aborted': 'aborted',
  'engine.status-aborted-deviated': 'aborted, deviated',
  'engine.status-interrupted': 'interrupted',
  'engine.status-interrupted-deviated': 'interrupted, deviated',

  'engine.verdict-held': 'The hypothesis held.',
  'engine.verdict-held-before':
    'The hypothesis held before the method. It was not checked afterwards.',
  'engine.verdict-explored': 'All steps were played. There was no hypothesis to check.',
  'engine.verdict-nothing': 'There was nothing to play.',
  'engine.verdict-dry': 'This was a dry run: nothing was judged.',
  'engine.verdict-alone': '“{name}” was played by itself and succeeded.',
  'engine.verdict-alone-met': '“{name}” was asked by itself and is within its tolerance.',
  'engine.verdict-alone-not-met': '“{name}” was asked by itself and is outside its tolerance.',
  'engine.verdict-alone-failed': '“{name}” was played by itself and failed: {reason}',
  'engine.verdict-gate':
    'The hypothesis was not met before the method: nothing was done. “{probe}” was outside its tolerance.',
  'engine.verdict-gate-rolled-back':
    'The hypothesis was not met before the method: nothing was done but the rollbacks. “{probe}” was outside its tolerance.',
  'engine.verdict-nothing-injected-only':
    'The only action failed, so nothing was tested. “{action}”: {reason}',
  'engine.verdict-nothing-injected-only-forbidden':
    'The only action was forbidden, so nothing was tested. “{action}”: {reason}',
  'engine.verdict-nothing-injected-all':
    'All {count} actions failed, so nothing was tested. “{action}”: {reason}',
  'engine.verdict-nothing-injected-all-forbidden':
    'All {count} actions failed, so nothing was tested. “{action}” was forbidden: {reason}',
  'engine.verdict-some-failed': '{count} of {total} actions failed{count|:|, first} “{action}”.',
  'engine.verdict-some-failed-forbidden':
    '{count} of {total} actions failed{count|:|, first} “{action}”, which was forbidden.',
  'engine.verdict-some-failed-held':
    'The hypothesis held, but {count} of {total} actions failed{count|:|, first} “{action}”.',
  'engine.verdict-some-failed-held-forbidden':
    'The hypothesis held, but {count} of {total} actions failed{count|:|, first} “{action}”, which was forbidden.',
  'engine.verdict-lapsed':
    'The hypothesis holds now, but in {count} of {total} checks during the method “{probe}” was outside its tolerance.',
  'engine.verdict-deviated-stopped': '“{probe}” stopped holding.',
  'engine.verdict-deviated-stopped-after': '“{probe}” stopped holding after “{step}”.',
  'engine.verdict-deviated-outside': '“{probe}” was outside its tolerance.',
  'engine.verdict-deviated-outside-after': '“{probe}” was outside its tolerance after “{step}”.',
  'engine.verdict-unasked-before':
    '“{probe}” could not be asked before the method, which was not played: {reason}',
  'engine.verdict-unasked-after': '“{probe}” could not be asked after the method: {reason}',
  'engine.verdict-fail-fast':
    '“{probe}” was outside its tolerance during the method, and the run was to end at the first failure.',
  'engine.verdict-fail-fast-after':
    '“{probe}” was outside its tolerance after “{step}”, and the run was to end at the first failure.',

  'engine.reason-no-pod':
    '“{name}” has had no ready pod since {since}; the probe failed {later} later.',
  'engine.reason-no-pod-until':
    '“{name}” had no ready pod from {since} to {until}; the probe failed {later} after it began.',
  'engine.reason-no-endpoint':
    'Service “{name}” has had no ready endpoint since {since}; the probe failed {later} later.',
  'engine.reason-no-endpoint-until':
    'Service “{name}” had no ready endpoint from {since} to {until}; the probe failed {later} after it began.',
  'engine.reason-short': '“{name}” had {ready} of {wanted} pods ready when the probe failed.',
  'engine.reason-warning': 'Kubernetes warned of {kind} “{name}” at {time}: {reason}, {text}',

  'engine.verdict-interrupted-nothing': 'The run was interrupted ({reason}) before any action.',
  'engine.verdict-interrupted-nothing-rolled-back':
    'The run was interrupted ({reason}) before any action. Rollbacks were played.',
  'engine.verdict-interrupted-during':
    'The run was interrupted ({reason}) during “{action}”, which may have been done in part. No rollback was played.',
  'engine.verdict-interrupted-during-rolled-back':
    'The run was interrupted ({reason}) during “{action}”, which may have been done in part. Rollbacks were played.',
  'engine.verdict-interrupted-done':
    'The run was interrupted ({reason}). {count} {count|action|actions} had been done, “{action}” last. No rollback was played.',
  'engine.verdict-interrupted-done-rolled-back':
    'The run was interrupted ({reason}). {count} {count|action|actions} had been done, “{action}” last. Rollbacks were played.',
  'engine.verdict-aborted-nothing': 'The run was aborted before any action was done. {reason}',
  'engine.verdict-aborted-nothing-rolled-back':
    'The run was aborted before any action was done; rollbacks were played. {reason}',
  'engine.verdict-aborted-during':
    'The run was aborted during “{action}”, which may have been done in part; no rollback was played. {reason}',
  'engine.verdict-aborted-during-rolled-back':
    'The run was aborted during “{action}”, which may have been done in part; rollbacks were played. {reason}',
  'engine.verdict-aborted-done':
    'The run was aborted after {count} {count|action|actions}, “{action}” last; no rollback was played. {reason}',
  'engine.verdict-aborted-done-rolled-back':
    'The run was aborted after {count} {count|action|actions}, “{action}” last; rollbacks were played. {reason}',
} satisfies MessageTable;
