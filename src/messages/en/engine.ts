import type { MessageTable } from '../types.ts';
import { engineVerdict } from './engine-verdict.ts';

/** Sentences of the room `engine`; every code starts with `engine.`. */
export const engine = {
  'engine.activity-shape':
    'What stands at {pointer} of the experiment is not an activity. Write an object with a “type” there.',
  'engine.activity-timeout':
    'It took longer than its timeout of {seconds} {seconds|second|seconds}.',
  'engine.arguments-shape': 'The arguments of a Python activity must be an object, not {value}.',
  'engine.title-missing': 'The experiment has no "title". Give it one.',
  'engine.block-shape': 'The block "{name}" of the experiment must be an object, not {value}.',
  'engine.events-open':
    'The events of the run can’t be recorded in {path}: {reason}. Nothing was done. Check the folder’s space and permissions and run again.',
  'engine.events-newer':
    'The run in {path} was recorded by a newer version of Chaos Workbench. Update it to read the run.',
  'engine.events-read': 'The events of the run in {path} can’t be read: {reason}.',
  'engine.events-write':
    'The events of the run can’t be recorded in {path} any more: {reason}. The run was ended there; what is in the file is whole. Make room and run again.',
  'engine.journal-write':
    'The journal can’t be written to {path}: {reason}. The run itself is recorded. Check the folder’s space and permissions.',
  'engine.list-shape':
    'The experiment has {value} at {pointer}, where a list of activities is expected.',
  'engine.pause-invalid': 'A pause must be a number of seconds from 0 on, not {value}.',
  'engine.pauses-shape':
    'The pauses of “{name}” must be an object with "before" or "after", not {value}.',
  'engine.provider-missing': '“{name}” has no provider, which says what to call. Add a “provider”.',
  'engine.reference-unknown':
    'The reference "{ref}" at {pointer} leads to no activity of the hypothesis or the method.',
  'engine.step-unknown':
    'There is no step at {pointer} that could be played by itself. Look at the experiment and choose another.',
  'engine.runtime-shape':
    'The block "runtime" must hold objects "hypothesis" and "rollbacks", not {value}.',
  'engine.strategy-unknown': 'There is no hypothesis strategy "{name}". There are: {known}.',
  'engine.unexpected': 'Something went wrong that should not have: {reason}',
  ...engineVerdict,
} satisfies MessageTable;
