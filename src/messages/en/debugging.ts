import type { MessageTable } from '../types.ts';

/** Sentences of debugging: what can be typed while a run is held, and what the editor's debug views show. */
export const debugging: MessageTable = {
  'engine.inspect-syntax':
    'This can’t be read: {text}. Type “help” for what can be asked, such as $.status or tolerance 200.',
  'engine.inspect-name':
    'Neither the configuration nor the secrets have “{name}”. Look under Configuration for the names there are.',
  'engine.inspect-nothing-yet':
    'No activity has given anything yet. Step over one first, or give a value: of value 200.',
  'engine.inspect-no-output': 'The activity “{name}” has not given anything yet. So far: {names}.',
  'engine.inspect-no-tolerance':
    'There is no tolerance here. Write one, such as tolerance 200, or name a probe of the hypothesis.',
  'engine.inspect-probe':
    'This tolerance is a probe. Looking at a run calls nothing, so it is not evaluated.',
  'engine.inspect-slow': 'This took longer than 5 seconds and was given up.',
  'editor.debug.help': [
    'What can be asked while an experiment is debugged:',
    '  ${{name}}, name             a value of the configuration; a text with such names in it',
    '  output                    what the last activity gave',
    '  output of "activity"      what that activity gave last',
    '  $.body.items[0]           a JSONPath on the last output; of "activity" for another',
    '  tolerance                 the declared tolerance against the last output',
    '  tolerance 200             a tolerance against the last output',
    '  tolerance 200 of "activity"',
    '  tolerance {{"type": "range", "range": [1, 5]}} of value 3',
    'Secrets are shown as ***.',
  ].join('\n'),
  'editor.debug.not-running': 'This run is not being debugged any more.',
  'editor.debug.met': 'met: {value}',
  'editor.debug.not-met': 'not met: {value}',
  'editor.debug.thread.experiment': 'Experiment',
  'editor.debug.thread.during': 'Steady state, watched',
  'editor.debug.thread.background': '{name} (background)',
  'editor.debug.phase.before': 'Steady state before',
  'editor.debug.phase.method': 'Method',
  'editor.debug.phase.during': 'Steady state during the method',
  'editor.debug.phase.after': 'Steady state after',
  'editor.debug.phase.rollbacks': 'Rollbacks',
  'editor.debug.scope.activity': 'Activity',
  'editor.debug.scope.configuration': 'Configuration',
  'editor.debug.scope.secrets': 'Secrets',
  'editor.debug.scope.outputs': 'Last outputs',
  'editor.debug.scope.journal': 'Journal so far',
  'editor.debug.stopped.held': 'Held while another activity is stopped',
  'editor.debug.breakpoint.no-activity': 'There is no activity at or below this line.',
  'editor.debug.breakpoint.elsewhere': 'This is not the experiment that is being debugged.',
  'editor.debug.condition-failed': 'The condition of the breakpoint on “{name}”: {reason}',
  'editor.debug.pausing': 'Stops before the next activity; the one that runs now is not cut.',
  'editor.debug.stopping': 'Stopping: no new activity; rollbacks follow the strategy.',
  'editor.debug.ended': '{sentence} Chaos Toolkit status: {status}.',
  'editor.debug.no-program':
    'There is no experiment at {path}. Set “program” in launch.json to a JSON or YAML file with a “title” and a “method”.',
  'editor.debug.options':
    'The launch configuration has {value} as “{name}”. Choose one of: {choices}.',
  'editor.debug.name': 'Debug experiment',
};
