import type { MessageTable } from '../types.ts';
import { experimentActivity } from './experiment-activity.ts';
import { experimentShape } from './experiment-shape.ts';
import { experimentSyntax } from './experiment-syntax.ts';

/** Sentences of the room `experiment`; every code starts with `experiment.`. */
export const experiment = {
  ...experimentSyntax,
  ...experimentShape,
  ...experimentActivity,

  'experiment.tolerance-float':
    'A tolerance can’t be a number with a decimal point. Write a whole number, or {{"type": "range", "range": [0.1, 0.5]}}.',
  'experiment.tolerance-quoted':
    '“{value}” in quotes is text, and a status is a number: they are never equal. Remove the quotes.',
  'experiment.tolerance-never':
    'The answer of an http or process probe has several parts, so it never equals {value}. Compare the status with a number, or use a regex or jsonpath tolerance with a target.',
  'experiment.tolerance-empty': 'Nothing is in an empty list, so this is never met.',
  'experiment.tolerance-membership':
    'A list means that the status is one of its values: {low} or {high} only, nothing between. For a range write {{"type": "range", "target": "status", "range": [{low}, {high}]}}.',
  'experiment.tolerance-mixed':
    'Two values are the ends of a range, and these are of different kinds: comparing them would abort the run.',
  'experiment.range-reversed':
    'The range begins at {low} and ends at {high}, so no number lies in it. Swap them.',
  'experiment.tolerance-target-missing':
    'The answer of this probe has several parts. Say with “target” which one is judged: {choices}.',
  'experiment.tolerance-target-unknown':
    'The answer of this probe has no part “{target}”. It has: {choices}.',
  'experiment.tolerance-target-type':
    '“{target}” can’t be judged this way: it would abort the run. Use: {choices}.',
  'experiment.tolerance-ref':
    'A tolerance can’t refer to another probe. Write the probe here, with its provider.',
  'experiment.tolerance-arguments':
    'A probe that judges gets the answer as its argument “value”: the provider needs “arguments” with names and values.',
  'experiment.tolerance-value':
    'The answer is put in the place of “value”, which must be there: add "value": null to the arguments.',
  'experiment.tolerance-always':
    'An http or process probe used as a tolerance is always met, whatever it answers.',
  'experiment.tolerance-action': '“{path}” changes the system each time the answer is judged.',
  'experiment.hypothesis-empty':
    'The hypothesis has no probes, so nothing is checked and the experiment can’t deviate.',
  'experiment.not-substituted': 'Names are not replaced here: the text is compared as it stands.',
  'experiment.jsonpath-name':
    'Names can’t be used in a JSONPath: the path is read before they are replaced.',

  'experiment.name-undeclared':
    'Nothing in “configuration” or “secrets” is called “{name}”, so this stays as it is written.',
  'experiment.name-near':
    'Nothing in “configuration” or “secrets” is called “{name}”. Did you mean “{near}”?',
  'experiment.source-near':
    '“{type}” is no source of values, so this would be taken as it stands. Did you mean “{near}”?',
  'experiment.default-type': 'The default “{value}” can’t become a value of type {type}.',
  'experiment.secret-flat':
    '“{name}” stands outside any group. Secrets are given to activities by group: put it into one.',
  'experiment.secret-default':
    'Secrets have no default: the run is refused when the variable is not set.',
  'experiment.vault-unsupported':
    'Secrets from Vault are not supported yet, so “{name}” can’t be read. Take it from an environment variable, or run the experiment with chaos.',

  'experiment.strategy-misspelt': 'The strategy is spelt “continuously”.',
  'experiment.runtime-python': 'No Python is needed here, so this environment is not created.',

  'experiment.fix-remove': 'Remove it',
  'experiment.fix-replace': 'Change to {text}',
} satisfies MessageTable;
