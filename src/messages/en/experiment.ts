import type { MessageTable } from '../types.ts';
import { experimentActivity } from './experiment-activity.ts';
import { experimentRules } from './experiment-rules.ts';
import { experimentShape } from './experiment-shape.ts';
import { experimentSyntax } from './experiment-syntax.ts';
import { experimentTolerance } from './experiment-tolerance.ts';

/** Sentences of the room `experiment`; every code starts with `experiment.`. */
export const experiment = {
  ...experimentSyntax,
  ...experimentShape,
  ...experimentActivity,
  ...experimentTolerance,
  ...experimentRules,

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
  'experiment.vault-path':
    '“{name}” has no “path”, so nothing is read from Vault. Add the path of the secret below its mount point.',

  'experiment.strategy-misspelt': 'The strategy is spelt “continuously”.',
  'experiment.runtime-python': 'No Python is needed here, so this environment is not created.',

  'experiment.fix-remove': 'Remove it',
  'experiment.fix-replace': 'Change to {text}',
  'experiment.fix-move': 'Move it into {text}',
  'experiment.fix-move-out': 'Move it out of “provider”',
  'experiment.fix-add': 'Add “{text}”',
  'experiment.fix-pause-next': 'Pause {seconds} s before the next step instead',
  'experiment.fix-environment': 'Take it from the environment variable {text}',
  'experiment.fix-split': 'Put the rest into “arguments”',
} satisfies MessageTable;
