import type { PythonChoice } from '../engine/run-types.ts';
import { nodePlatform } from '../platform/platform.ts';
import type { PythonPlaces } from '../workbench/missing-python.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';

/** The Python that the command line names, if it names one. */
export function pythonChoice({ values }: Arguments): PythonChoice {
  const interpreter = values.text('python');
  return interpreter === undefined ? {} : { interpreter };
}

/** Where Python is started for a command. */
export function pythonPlaces(args: Arguments, { environment, cwd }: Io): PythonPlaces {
  return { environment, cwd, platform: nodePlatform(), ...pythonChoice(args) };
}
