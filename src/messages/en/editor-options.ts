import type { MessageTable } from '../types.ts';

/** Words of the options that a run is given; every code starts with `editor.options.`. */
export const editorOptions = {
  'editor.options.short-dry': 'dry: {value}',
  'editor.options.short-hypothesis': 'hypothesis: {value}',
  'editor.options.short-rollbacks': 'rollbacks: {value}',
  'editor.options.short-vars': '{value} {value|variable|variables}',
  'editor.options.short-files': '{value} variable {value|file|files}',
  'editor.options.lens': 'options',
  'editor.options.lens-tip':
    'What runs of this file are given: strategies, dry run, variables. Click to change it.',
  'editor.options.title': 'Run with options: {name}',
  'editor.options.run': 'Run',
  'editor.options.as-written': 'as the experiment says',
  'editor.options.dry-off': 'off',
  'editor.options.none': 'none',
  'editor.options.now': 'now',
  'editor.options.hypothesisStrategy': 'Hypothesis strategy',
  'editor.options.hypothesisStrategy.default': 'Asks before and after the method',
  'editor.options.hypothesisStrategy.before-method-only': 'Asks only before the method',
  'editor.options.hypothesisStrategy.after-method-only': 'Asks only after the method',
  'editor.options.hypothesisStrategy.during-method-only':
    'Asks again and again while the method runs, neither before nor after it',
  'editor.options.hypothesisStrategy.continuously':
    'Asks before, again and again during, and after the method',
  'editor.options.hypothesisStrategy.skip': 'Never asks',
  'editor.options.rollbackStrategy': 'Rollbacks',
  'editor.options.rollbackStrategy.default': 'Played unless the run failed or was interrupted',
  'editor.options.rollbackStrategy.always': 'Played whatever happens',
  'editor.options.rollbackStrategy.never': 'Never played',
  'editor.options.rollbackStrategy.deviated': 'Played only after a deviation',
  'editor.options.dry': 'Dry run',
  'editor.options.dry.probes': 'Asks no probe',
  'editor.options.dry.actions': 'Plays no action',
  'editor.options.dry.activities': 'Calls nothing at all',
  'editor.options.dry.pause': 'Plays everything without its pauses',
  'editor.options.vars': 'Variables',
  'editor.options.vars-hint':
    'Values that replace those of the configuration. Secrets do not belong here: use a variable file.',
  'editor.options.declared': 'in the experiment: {value}',
  'editor.options.another': 'Another name…',
  'editor.options.name': 'Name of the variable',
  'editor.options.type': 'Type of “{name}”',
  'editor.options.value': 'Value of “{name}” ({type})',
  'editor.options.value-hint': 'Kept with this workspace, so not for secrets',
  'editor.options.remove': 'Don’t give this variable',
  'editor.options.varFiles': 'Variable files',
  'editor.options.varFiles-hint':
    'JSON and YAML give configuration and secrets, .env adds environment variables. Choose one to add it or take it away.',
  'editor.options.browse': 'Choose a file…',
  'editor.options.reset': 'Take all options away',
} satisfies MessageTable;
