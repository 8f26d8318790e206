import type { MessageTable } from '../types.ts';

/** Sentences about what an experiment must have, and of which kind it must be. */
export const experimentShape = {
  'experiment.nothing':
    'There is no experiment here. It begins with a title, a description and a method.',
  'experiment.not-object':
    'This is not an experiment: an experiment has names and values, such as title, description and method.',

  'experiment.missing': '“{name}” is missing.',
  'experiment.missing-title': 'The experiment needs a “title”: the question it answers, in a line.',
  'experiment.missing-description':
    'The experiment needs a “description”: why it exists and what is expected.',
  'experiment.missing-method':
    'The experiment needs a “method”: the list of what is done. It may be empty: [].',
  'experiment.missing-hypothesis-title':
    'The hypothesis needs a “title”: what is true while the system is well.',
  'experiment.missing-tolerance':
    'A probe of the hypothesis needs a “tolerance”: the answer that counts as healthy, such as 200 or true.',
  'experiment.missing-activity-type': 'An activity needs a “type”: probe or action.',
  'experiment.missing-activity-name': 'An activity needs a “name”.',
  'experiment.missing-provider': 'A “provider” is missing: it says what is called.',
  'experiment.missing-provider-type': 'A provider needs a “type”: python, http or process.',
  'experiment.missing-module': 'A python provider needs a “module”, such as chaosk8s.pod.actions.',
  'experiment.missing-func': 'A python provider needs a “func”, such as terminate_pods.',
  'experiment.missing-url': 'An http provider needs a “url”.',
  'experiment.missing-path': 'A process provider needs a “path”: the program to run.',
  'experiment.missing-tolerance-type':
    'A tolerance with names and values needs a “type”: regex, jsonpath, range or probe.',
  'experiment.missing-pattern': 'A regex tolerance needs a “pattern”.',
  'experiment.missing-jsonpath': 'A jsonpath tolerance needs a “path”.',
  'experiment.missing-range': 'A range tolerance needs a “range”: [smallest, largest].',
  'experiment.missing-variable': '“key” is missing: the name of the environment variable.',
  'experiment.missing-control-name':
    'A control needs a “name”, also when it refers to another one.',
  'experiment.missing-control-provider':
    'A control needs a “provider”, also when it refers to another one.',
  'experiment.missing-extension-name': 'An extension needs a “name”.',
  'experiment.empty': '“{name}” can’t be empty.',
  'experiment.activity-empty': 'This activity is empty. It needs a type, a name and a provider.',

  'experiment.choice': '“{value}” is not one of: {choices}.',
  'experiment.choice-activity-type': 'An activity is a probe or an action, not “{value}”.',
  'experiment.choice-provider-type':
    'There is no provider “{value}”. It is python, http or process.',
  'experiment.choice-tolerance-type':
    'There is no tolerance “{value}”. It is regex, jsonpath, range or probe.',
  'experiment.choice-hypothesis-strategy':
    'There is no hypothesis strategy “{value}”. It is default, before-method-only, after-method-only, during-method-only, continuously or skip.',
  'experiment.choice-rollback-strategy':
    'There is no rollback strategy “{value}”, so no rollback would be played. It is default, always, never or deviated.',
  'experiment.choice-env-type':
    'A variable can’t become “{value}”. It is str, int, float, bytes, bool or json.',
  'experiment.choice-scope': 'A control’s scope is before or after, not “{value}”.',

  'experiment.type': '“{name}” has a value of the wrong kind.',
  'experiment.type-text': '“{name}” must be text in quotes.',
  'experiment.type-list': '“{name}” must be a list in square brackets.',
  'experiment.type-object': '“{name}” must have names and values.',
  'experiment.type-boolean': '“{name}” must be true or false.',
  'experiment.type-whole': '“{name}” must be a whole number.',
  'experiment.type-number': '“{name}” must be a number.',
  'experiment.type-number-or-name': '“{name}” must be a number, or ${{name}} in quotes.',
  'experiment.type-timeout':
    '“{name}” must be a number of seconds, a list of two, or ${{name}} in quotes.',
  'experiment.type-arguments': '“{name}” must be a list, or one text for the shell.',
  'experiment.type-boolean-or-path':
    '“{name}” must be true, false, or the path of a file of trusted certificates.',
  'experiment.type-tolerance':
    'A tolerance is a whole number, text, true or false, a list, or an object with a type. For other numbers: {{"type": "range", "range": [0.1, 0.5]}}.',
  'experiment.range-two': 'A range is a list of two numbers: the smallest and the largest.',

  'experiment.key-near': '“{name}” means nothing here. Did you mean “{meant}”?',
} satisfies MessageTable;
