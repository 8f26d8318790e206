import type { MessageTable } from '../types.ts';

/** Sentences about JSON and YAML that cannot be read, or that are read otherwise than they look. */
export const experimentSyntax = {
  'experiment.too-deep':
    'Values nest deeper than {limit} levels here; nothing below is read. Flatten them.',
  'experiment.duplicate-key': '“{name}” is given twice; only the last one counts.',
  'experiment.number-range': 'This number can’t be written in JSON. Use a smaller one.',
  'experiment.number-precision':
    'This number is too large to be kept exactly. Write it as text if every digit matters.',

  'experiment.json-symbol':
    '“{text}” is not JSON. Text needs double quotes; the only words are true, false and null.',
  'experiment.json-number': '“{text}” is not a number in JSON.',
  'experiment.json-name-expected': 'A name in double quotes is expected here.',
  'experiment.json-value-expected': 'A value is expected here.',
  'experiment.json-colon-expected': 'A colon is expected between a name and its value.',
  'experiment.json-comma-expected': 'A comma is expected before this.',
  'experiment.json-brace-expected': 'A closing brace } is missing.',
  'experiment.json-bracket-expected': 'A closing bracket ] is missing.',
  'experiment.json-end-expected':
    'The experiment ended before this; there is text after it. Remove it, or look for a brace too many.',
  'experiment.json-comment':
    'JSON has no comments, and Chaos Toolkit refuses them. Remove it, or write the experiment in YAML.',
  'experiment.json-trailing-comma':
    'A comma after the last entry is not JSON, and Chaos Toolkit refuses it.',
  'experiment.json-string-end': 'The closing double quote is missing.',
  'experiment.json-escape':
    'This is not an escape JSON knows. A backslash itself is written as two.',
  'experiment.json-character':
    'Tabs, line ends and other control characters can’t stand in text as they are. Write \\t or \\n.',

  'experiment.yaml-syntax': 'This can’t be read as YAML. Look at the indentation and punctuation.',
  'experiment.yaml-alias':
    'This refers to an anchor that is not defined above it. Define it first with &name.',
  'experiment.yaml-recursive':
    '“*{name}” stands inside the value it refers to, which would never end.',
  'experiment.yaml-alias-bomb':
    'References add more than {limit} values here; nothing below is read. Write less of the experiment by reference.',
  'experiment.yaml-anchor': 'A value can have one anchor only.',
  'experiment.yaml-character':
    'Plain text can’t begin with this character. Put the text in quotes.',
  'experiment.yaml-directive': 'This line beginning with % is not one YAML knows. Remove it.',
  'experiment.yaml-documents':
    'A second document begins here, and Chaos Toolkit refuses files with more than one. Put it in a file of its own.',
  'experiment.yaml-equals': 'A lone = has a meaning of its own in YAML. Put it in quotes.',
  'experiment.yaml-escape':
    'This is not an escape YAML knows. Write the backslash twice, or use single quotes.',
  'experiment.yaml-flow':
    'Lines by indentation can’t stand inside brackets. Write it with brackets too.',
  'experiment.yaml-indent':
    'The indentation is wrong here, or a bracket before it is not closed. Entries of one list or map line up.',
  'experiment.yaml-key-complex': 'This can’t be a name. Put it in quotes, or use plain text.',
  'experiment.yaml-key-type':
    '“{text}” is read as {name} here, not as text. Put it in quotes if you mean the word.',
  'experiment.yaml-long-key':
    'A name on one line ends after at most 1024 characters. Is a quote missing?',
  'experiment.yaml-merge': '“<<” takes a map, a reference to one, or a list of those.',
  'experiment.yaml-missing': 'Something is missing here: a comma, a bracket, a quote or a colon.',
  'experiment.yaml-multiline-key': 'A name must stand on one line. Is a colon or a quote missing?',
  'experiment.yaml-nested':
    'Another name with a colon can’t follow on the same line. Put the text in quotes, or start a new line.',
  'experiment.yaml-number': '“{text}” looks like a number and is not one. Put it in quotes.',
  'experiment.yaml-tab': 'YAML is indented with spaces, never with tabs.',
  'experiment.yaml-tag': 'A value with this tag can’t be used in an experiment.',
  'experiment.yaml-time': '“{text}” looks like a date and is not one. Put it in quotes.',
} satisfies MessageTable;
