import type { MessageTable } from '../types.ts';

/** Sentences of `discover`, `init` and `info`. */
export const discover: MessageTable = {
  'discover.saved': '{count} {count|activity|activities}: {path}',
  'discover.package':
    'The package {name} is not installed in {path}, or has no module of its own. Leave --no-install out, or run: {path} -m pip install {name}',
  'discover.function':
    'The module {module} of {name} has no function “discover”, so it does not tell what it offers.',
  'discover.raised': '{name} could not tell what it offers: {reason}',
  'discover.install': '{name} could not be installed: {reason}',
  'discover.name':
    '“{name}” is no name of a package. Give the name it has on PyPI, or use --no-install.',
  'init.stopped': 'Stopped: no experiment was written.',
  'init.welcome':
    'You are about to write an experiment: a hypothesis about the steady state (if you like), a method, and rollbacks (if you like). Enter takes the value in brackets.',
  'init.no-discovery':
    'There is no discovery in {path}: choose among the activities for Kubernetes that are built in.',
  'init.discovery': 'The discovery {path} can’t be read: {reason}. Write it anew with discover.',
  'init.list': '{list}',
  'init.title': 'Title of the experiment',
  'init.ask-hypothesis': 'Do you want a hypothesis about the steady state?',
  'init.hypothesis-title': 'Title of the hypothesis',
  'init.ask-method': 'Do you want to add activities to the method?',
  'init.ask-rollbacks': 'Do you want to add rollbacks?',
  'init.activity': 'Number of the activity (0 for none)',
  'init.no-activity': 'There is no activity {value}.',
  'init.use': 'Use this {kind}?',
  'init.another': 'Add another?',
  'init.tolerance': 'Tolerance of this probe, in JSON or as text (true, 200, [1, 5], "ok")',
  'init.argument': 'Value of “{name}”',
  'init.no-value': 'That is no {type}.',
  'init.needed': 'A value is needed here.',
  'init.yes-no': 'Answer y or n.',
  'init.saved': 'Experiment: {path}',
  'info.no-python': 'Extensions in Python are not listed: {reason}',
};
