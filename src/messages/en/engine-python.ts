import type { MessageTable } from '../types.ts';

/** Sentences about the user's Python. */
export const enginePython = {
  'engine.python-chosen':
    'There is no Python at {path}. Choose another interpreter: the setting “Chaos Workbench: Python: Interpreter”, or --python PATH.',
  'engine.python-none':
    'This experiment needs Python, and none was found: no virtual environment is active and PATH has no python3. Install Python 3.8 or newer, or choose an interpreter: the setting “Chaos Workbench: Python: Interpreter”, or --python PATH.',
  'engine.python-start':
    'Python could not be started from {path}: {reason}. Choose another interpreter.',
  'engine.python-silent':
    'What was started as Python does not answer within {seconds} s: {path}. Choose another interpreter: the setting “Chaos Workbench: Python: Interpreter”, or --python PATH.',
  'engine.python-ended':
    'Python ended while the activity was running ({status}): {path}. The log has what it printed last.',
  'engine.python-raised': '{path} can’t be called: {reason}',
  'engine.loading-cut':
    'The control “{name}” wants no run: {reason}. It was called around the loading of the experiment; see the settings and the files of --control-file.',
  'engine.control-missing':
    'The control “{name}” is left out: {path} has no module “{module}”. Install the package it belongs to with {path} -m pip install, or take the control out.',
} satisfies MessageTable;
