import type { MessageTable } from '../types.ts';

/** Sentences about what a run does otherwise than an experiment looks; all start with `experiment.`. */
export const experimentRules = {
  'experiment.name-duplicate':
    'Another activity is called “{name}” too, so log and journal can’t tell them apart. Give each a name of its own.',
  'experiment.name-duplicate-referred':
    'Another activity is called “{name}” too, and a reference by that name means the other one. Give each a name of its own.',
  'experiment.ref-key-ignored':
    '“{name}” has no effect beside “ref”: the activity that is referred to has its own. Set it there, or write the activity out.',

  'experiment.key-level': '“{name}” has no effect here. It belongs in “{place}”.',
  'experiment.key-of-activity':
    '“{name}” has no effect here. It belongs to the activity itself, beside “provider”.',
  'experiment.timeout-python':
    'Only http and process activities have a “timeout” in the provider: here it has no effect.',

  'experiment.background-last':
    'Nothing runs beside it: it is the last step, and its end is waited for. “background” has no effect here.',
  'experiment.background-pause':
    'This pause delays nobody: the next step starts at once, because this one runs in the background. Put the pause before the next step.',
  'experiment.background-race':
    'The next step, “{name}”, asks at the same moment as this begins, so it may see the system as it was before. Let it wait with “pauses”, or let this run to its end.',

  'experiment.strategy-nothing':
    'There is no hypothesis with probes, so “{strategy}” checks nothing.',
  'experiment.strategy-skip': 'The hypothesis is never checked, so the experiment can’t deviate.',
  'experiment.strategy-before':
    'The hypothesis is not checked after the method, so the experiment can’t deviate, whatever the method does.',
  'experiment.strategy-during':
    'What is found during the method never counts as a deviation. Only with --fail-fast it ends the run, as failed. Use “continuously” to check after the method too.',
  'experiment.strategy-continuously':
    'What is found during the method is noted and does not count as a deviation by itself, unless --fail-fast is given; the check after the method decides.',
  'experiment.rollbacks-never': 'These rollbacks will not be played: the strategy says “never”.',
  'experiment.rollbacks-deviated':
    'These rollbacks will not be played: they wait for a deviation, and nothing is checked after the method that could deviate.',
  'experiment.dry-file':
    '“dry” has no effect in a file: the experiment would be carried out for real. Use --dry on the command line.',
  'experiment.runtime-option':
    '“{name}” has no effect here: only the command line has it, as {option}.',

  'experiment.secret-inline':
    '“{name}” looks like a secret, and here everyone who sees the file can read it. Take it from an environment variable in “secrets”.',
  'experiment.secret-in-configuration':
    'What this probe gives is no secret any more: Chaos Toolkit writes “{name}” into the journal, in which it is hidden only here.',

  'experiment.selection-both':
    'The label is not looked at, because a name is given too. Keep the one that is meant.',
  'experiment.argument-overridden': '“{name}” is not looked at, because “all” takes everything.',
  'experiment.argument-percentage': 'More than 100 percent takes everything that matches.',
  'experiment.order-unsorted':
    '“alphabetic” does not sort: the objects come in the order of the API server, as they do without it.',

  'experiment.process-argument-empty':
    'Nothing is handed over for an argument that is null or empty: those behind it move up.',
  'experiment.process-argument-python':
    'The program gets “{python}” for {value}. Write it as text, as the program wants it.',
  'experiment.process-argument-object':
    'The program gets this as Python prints it, with single quotes. Write it as text: {value}',
  'experiment.process-path-arguments':
    'A program is looked for that is called all this, blanks included. Keep “{program}” in “path” and put the rest into “arguments”.',

  'experiment.pause-name':
    '“{name}” is {value} in the configuration, which is not a number of seconds: the run would be aborted here.',
  'experiment.name-not-replaced': 'Names are not replaced here: this stays as it is written.',
  'experiment.name-nested':
    'Values are replaced only once, so the name in this one stays as it is written.',
  'experiment.name-shadowed':
    '“{name}” is in “configuration” too, and that one is used wherever it is written as a name.',

  'experiment.number-octal':
    '“{text}” begins with 0, so YAML reads it to the base of 8, as {value}. Put it in quotes, or leave out the 0.',
  'experiment.number-sexagesimal':
    '“{text}” is read to the base of 60 here, as {value}. Put it in quotes if it is a time or a pair of ports.',
  'experiment.number-exponent':
    '“{text}” is text here: YAML takes an exponent for a number only when written like 1.0e+3.',
} satisfies MessageTable;
