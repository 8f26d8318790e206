import type { MessageTable } from '../types.ts';

/** Sentences about Python patterns and JSON paths; every code starts with `experiment.`. */
export const experimentPatterns = {
  'experiment.pattern-parenthesis':
    'The pattern “{pattern}” has a “)” at character {at} that closes nothing. Remove it, or write \\) for the character itself.',
  'experiment.pattern-unclosed':
    'The pattern “{pattern}” has a group at character {at} that is never closed. Add the missing “)”, or write \\( for the character itself.',
  'experiment.pattern-set':
    'The pattern “{pattern}” has a “[” at character {at} that is never closed. Add the missing “]”, or write \\[ for the character itself.',
  'experiment.pattern-range':
    'The pattern “{pattern}” has a range at character {at} that does not go from a smaller to a larger character. Correct it, or write \\- for the character itself.',
  'experiment.pattern-escape':
    'The pattern “{pattern}” has an escape at character {at} that Python does not know. Write \\\\ for a backslash itself.',
  'experiment.pattern-backslash':
    'The pattern “{pattern}” ends in a backslash. Write \\\\ for a backslash itself.',
  'experiment.pattern-repeat-nothing':
    'The pattern “{pattern}” repeats nothing at character {at}. Put something before it, or a backslash for the character itself.',
  'experiment.pattern-repeat-twice':
    'The pattern “{pattern}” repeats a repetition at character {at}. Put the inner one in a group (?:…).',
  'experiment.pattern-repeat-count':
    'The pattern “{pattern}” has counts at character {at} that can’t be: the first must not be larger than the second, and both below 4294967295.',
  'experiment.pattern-reference':
    'The pattern “{pattern}” refers at character {at} to the group {group}, which is not closed before it.',
  'experiment.pattern-name':
    'The pattern “{pattern}” has a group at character {at} whose name “{name}” is taken or not a name.',
  'experiment.pattern-flags':
    'The pattern “{pattern}” has flags at character {at} that Python does not know or that exclude each other. Use i, m, s, x, a.',
  'experiment.pattern-flags-place':
    'The pattern “{pattern}” sets flags at character {at}. Flags of the whole pattern stand at its start; those of a part are written (?i:…).',
  'experiment.pattern-lookbehind':
    'The pattern “{pattern}” looks behind at character {at} for something of varying length, which Python can’t do.',
  'experiment.pattern-extension':
    'The pattern “{pattern}” has a kind of group at character {at} that Python does not know.',
  'experiment.pattern-unsupported':
    'The pattern “{pattern}” is right in Python, but uses {what}, which can’t be done here. Write it another way.',
  'experiment.jsonpath-invalid':
    'The JSON path “{path}” can’t be read at character {at}. It starts with $, names go in .name or ["name"], filters look like [?(@.name = "x" and not @.other)].',
} satisfies MessageTable;
