import type { MessageTable } from '../types.ts';

/** Sentences about activities: what does them, with which arguments, and when. */
export const experimentActivity = {
  'experiment.activity-near': '“{path}” is not an activity. Did you mean {near}?',
  'experiment.activity-unknown':
    '“{path}” is not an activity. Completion in “module” and “func” lists those there are.',
  'experiment.activity-deprecated': '“{path}” is kept for old experiments only: {text}',
  'experiment.action-as-probe':
    '“{path}” changes the system, and this calls it a probe. Write "type": "action".',

  'experiment.argument-missing': '“{func}” needs the argument “{name}”.',
  'experiment.argument-near': '“{func}” has no argument “{name}”. Did you mean {near}?',
  'experiment.argument-unknown': '“{func}” has no argument “{name}”. It takes: {known}.',
  'experiment.argument-injected':
    '“{name}” is not given as an argument: name the groups in “secrets” beside “arguments”; the configuration is always there.',
  'experiment.argument-text': '“{name}” takes text, and this is {value}. Put it in quotes.',
  'experiment.argument-whole': '“{name}” takes a whole number, and this is “{value}”.',
  'experiment.argument-number': '“{name}” takes a number, and this is “{value}”.',
  'experiment.argument-boolean': '“{name}” takes true or false, and this is “{value}”.',
  'experiment.argument-list': '“{name}” takes a list in square brackets, and this is “{value}”.',
  'experiment.argument-object': '“{name}” takes names and values, and this is “{value}”.',
  'experiment.argument-type': '“{name}” takes one of these: {types}. This is “{value}”.',
  'experiment.argument-choice': '“{name}” can’t be “{value}”. It is one of: {choices}.',
  'experiment.argument-minimum': '“{name}” is at least {limit}.',
  'experiment.argument-maximum': '“{name}” is at most {limit}.',
  'experiment.unscoped':
    '“{func}” would hit everything in its namespace, because nothing says which objects are meant. A run refuses it unless it is allowed with --allow-unscoped. Give one of: {selectors}.',

  'experiment.http-url':
    '“{url}” is not an address a request can go to. It begins with http:// or https://, then the host.',
  'experiment.http-header':
    'The header “{name}” must be text, and this is {value}. Put it in quotes.',
  'experiment.http-content-type':
    'The body is sent as JSON only with the header “Content-Type” of exactly “application/json”, in these letters. This way it is sent as a form.',
  'experiment.http-timeout':
    'A timeout is a number of seconds above 0, a list of two (connect and read), or ${{name}}.',
  'experiment.http-expected-status':
    '“expected_status” has no effect: any answer is a success. Judge the answer by a tolerance in the hypothesis.',

  'experiment.process-path-name':
    'Names are not replaced in “path”, so this program will not be found. Write the path itself, or use a shell: "path": "sh", "arguments": ["-c", …].',
  'experiment.process-path-home': '“~” does not work in “path”. Write the whole path.',
  'experiment.process-arguments-object':
    'Arguments by name lose their order between tools and are outdated. Write a list.',
  'experiment.process-env':
    '“env” has no effect: the program gets the environment of the run. Set variables with a shell, or before the run.',
  'experiment.process-timeout':
    'A timeout below 0 has always passed: the activity would fail at once.',

  'experiment.pause-negative': 'A pause can’t be below 0 seconds: the run would be aborted here.',
  'experiment.pause-boolean': 'true pauses for one second. Write the number of seconds.',
  'experiment.pause-text':
    '“{value}” is not a pause. Write a number of seconds without quotes, or one ${{name}} and nothing else.',
  'experiment.timeout-ignored': 'A timeout has no effect here. Move it into “provider”.',
  'experiment.tolerance-ignored':
    'This tolerance is never looked at: only probes of the steady-state hypothesis are judged. Move the probe there, or remove the tolerance.',
  'experiment.background-ignored':
    'Probes of the hypothesis never run in the background: “background” has no effect here.',
  'experiment.dry-ignored':
    '“dry” on an activity turns --dry off for it: in a dry run it would be carried out for real. Remove it.',
  'experiment.hypothesis-action':
    'This action is carried out each time the hypothesis is checked. Actions belong in the method.',
  'experiment.secrets-undeclared':
    'There is no group “{name}” in “secrets”: the activity gets nothing by that name.',

  'experiment.ref-unknown':
    'No activity of the method or the hypothesis is called “{name}”. References find only those.',
  'experiment.ref-near':
    'No activity of the method or the hypothesis is called “{name}”. Did you mean {near}?',
  'experiment.ref-chain':
    '“{name}” is itself a reference. Refer to the activity that has the provider.',
  'experiment.ref-ambiguous':
    '{count} activities are called “{name}”. This one means that of line {line}; give each a name of its own.',

  'experiment.control-ref': 'No control of this experiment is called “{name}”.',
  'experiment.control-never':
    'Only controls with a provider of type “python” are ever called: this one has no effect.',
} satisfies MessageTable;
