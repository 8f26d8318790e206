import type { MessageTable } from '../types.ts';

/** Sentences about tolerances and the hypothesis; every code starts with `experiment.`. */
export const experimentTolerance = {
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
    'The answer is put in the place of “value”. A function without a default for it is refused unless it is there: add "value": null to the arguments.',
  'experiment.tolerance-always':
    'An http or process probe used as a tolerance is always met, whatever it answers.',
  'experiment.tolerance-action': '“{path}” changes the system each time the answer is judged.',
  'experiment.hypothesis-empty':
    'The hypothesis has no probes, so nothing is checked and the experiment can’t deviate.',
  'experiment.not-substituted': 'Names are not replaced here: the text is compared as it stands.',
  'experiment.jsonpath-name':
    'Names can’t be used in a JSONPath: the path is read before they are replaced.',

  'experiment.tolerance-status':
    'The answer’s status is compared with this number, and a status lies between {low} and {high}: {value} is never met.',
  'experiment.tolerance-list-text':
    'The status is a number, and there is none in this list: it is never met.',
  'experiment.jsonpath-status': 'The status is a number, in which no path finds anything.',
  'experiment.jsonpath-count':
    '“count” is not looked at, because “expect” says exactly what is to be found.',
  'experiment.answer-truth': '“{func}” answers true or false, which is never equal to {value}.',
  'experiment.answer-number': '“{func}” answers with a number, which is never equal to {value}.',
  'experiment.answer-list': '“{func}” answers with a list, which is never equal to {value}.',
  'experiment.answer-object':
    '“{func}” answers with names and values, which are never equal to {value}. Use a jsonpath tolerance.',
  'experiment.answer-counted':
    '“{func}” answers with a number: true is met by 1 only, and false by 0 only. Write the number, or a range.',
  'experiment.answer-breaks':
    '“{func}” does not give an answer that a tolerance of type “{type}” can judge like this: it would abort the run.',
  'experiment.answer-no-parts':
    '“{func}” answers with a single value, in which no path finds anything.',
} satisfies MessageTable;
