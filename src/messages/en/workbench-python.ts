import type { MessageTable } from '../types.ts';

/** Sentences about what an experiment wants of the user's Python. */
export const workbenchPython = {
  'workbench.python-module':
    'There is no module “{missing}” in {path}, which this needs. Install it: {path} -m pip install {package}. Or choose the Python that has it: the setting “Chaos Workbench: Python: Interpreter”, or --python PATH.',
  'workbench.python-import': 'The module “{module}” can’t be imported by {path}: {reason}',
  'workbench.python-slow':
    'Python did not tell within {seconds} s what this needs: {path}. A module may do long work when it is imported; that belongs into its functions.',
  'workbench.python-function':
    'The module “{module}” has no function “{func}” ({path}). Check the spelling, or upgrade the package: {path} -m pip install --upgrade {package}',
  'workbench.python-arguments': 'The arguments do not fit “{func}” of {module}: {reason}.',
  'workbench.python-control': 'The control “{name}” is not valid: {reason}',
} satisfies MessageTable;
