import type { MessageTable } from '../types.ts';

/** Sentences about running an experiment in the editor. */
export const editorRunning = {
  'editor.lens.only': 'Run only this',
  'editor.lens.only-tip':
    'Plays this activity by itself, as it is on the screen: no hypothesis before or after, no rollbacks',
  'editor.lens.under-way': 'running',
  'editor.no-activity':
    'There is no activity at the cursor. Put it into a probe or an action and try again.',
  'editor.activity-moved':
    'The text has changed, and this activity is not where it was. Click on “Run only this” over the activity you mean.',
  'editor.clock.several': '{count} runs',
  'editor.clock.held': 'Paused by the debugger before “{name}”',
  'editor.emergency.short': 'Emergency stop',
  'editor.emergency.tip':
    'Ends {count} {count|run|runs} at once and puts back what was changed. Nothing is asked.',
  'editor.emergency.title': 'Emergency stop',
  'editor.emergency.ending': 'ending “{title}” …',
  'editor.emergency.undoing': 'putting back what “{title}” has changed …',
  'editor.emergency.ended': '{count} {count|run|runs} ended.',
  'editor.emergency.goes-on':
    '“{title}” still goes on and was not put back. Try again, or close this window.',
  'editor.emergency.put-back': '{count} {count|change was|changes were} put back.',
  'editor.emergency.left': '{count} {count|change is|changes are} not: {first}',
  'editor.emergency.problem': 'Nothing of “{title}” could be put back: {problem}',
  'editor.emergency.nothing-changed': 'Nothing was changed in a cluster.',
  'editor.emergency.others':
    '{count} earlier {count|run has|runs have} left something too, which stays until you undo it.',
  'editor.emergency.log': 'Show log',
  'editor.task.run': 'run {experiment}',
  'editor.task.check': 'check {experiment}',
  'editor.task.owed':
    'The run has left {count} {count|change|changes} in the cluster. To put {count|it|them} back, run “Chaos: Undo a Run…” ({label}).',
  'editor.task.journal': 'Journal: {path}',
  'editor.tests.title': 'Chaos experiments',
  'editor.tests.check': 'Check and dry-run',
  'editor.tests.run': 'Run (injects faults)',
  'editor.tests.outside': '“{name}” is outside its tolerance.',
  'editor.tests.not-dry-asks':
    'It was checked and not played dry: its configuration asks probes, which a dry run would call.',
  'editor.tests.not-dry-own':
    'It was checked and not played dry: “{name}” has a key “dry” of its own, and a dry run would play it.',
  'editor.tests.not-dry-untrusted':
    'It was checked and not played dry: this workspace is in Restricted Mode.',
  'editor.tests.on': '“{title}” on {cluster}:',
  'editor.tests.unknown':
    '“{title}”: {count} {count|action calls a program, an address or Python|actions call programs, addresses or Python}. What {count|it hits|they hit} is not known.',
  'editor.tests.harmless': '“{title}” changes nothing.',
  'editor.tests.confirm':
    'Run {count} {count|experiment|experiments}, one after the other, and inject {count|its|their} faults?',
  'editor.tests.unreached':
    'The cluster that “{name}” would change can’t be reached, so what it would hit can’t be shown and it was not run. Choose a cluster that answers and try again.',
  'editor.sentence-separator': ' ',
} satisfies MessageTable;
