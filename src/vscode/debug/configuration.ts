import type { PyObject } from '../../engine/python/value.ts';
import type { RunOptions } from '../../engine/run-types.ts';
import { HumanError } from '../../messages/error.ts';

/** The type of debug configurations in launch.json. */
export const DEBUG_TYPE = 'chaos';

/** Choices of a launch configuration by name; package.json offers the same. */
export const CHOICES = {
  hypothesisStrategy: [
    'default',
    'before-method-only',
    'after-method-only',
    'during-method-only',
    'continuously',
    'skip',
  ],
  rollbackStrategy: ['default', 'always', 'never', 'deviated'],
  dry: ['probes', 'actions', 'activities', 'pause'],
} as const satisfies Partial<Record<keyof RunOptions, readonly string[]>>;

/** What a launch configuration says, as a person wrote it. */
export interface LaunchArguments {
  /** Path of the experiment, or the address of a document that is open. */
  program: string;
  /** Stop before the first activity. */
  stopOnEntry?: boolean;
  hypothesisStrategy?: unknown;
  rollbackStrategy?: unknown;
  dry?: unknown;
  /** Values that replace those of the configuration, by name. */
  vars?: unknown;
}

/**
 * The options of the run.
 * @throws HumanError `editor.debug.options`
 */
export function optionsOf(launch: LaunchArguments): RunOptions {
  const { vars } = launch;
  if (vars !== undefined && (typeof vars !== 'object' || vars === null || Array.isArray(vars))) {
    throw new HumanError('editor.debug.options', {
      name: 'vars',
      value: JSON.stringify(vars),
      choices: '{ "name": "value" }',
    });
  }
  const chosen = Object.entries(CHOICES).flatMap(([name, choices]) => {
    const value = launch[name as keyof typeof CHOICES];
    if (value === undefined || value === '') {
      return [];
    }
    if (!(choices as readonly unknown[]).includes(value)) {
      throw new HumanError('editor.debug.options', {
        name,
        value: JSON.stringify(value),
        choices: choices.join(', '),
      });
    }
    return [[name, value] as const];
  });
  return {
    ...(Object.fromEntries(chosen) as RunOptions),
    ...(vars !== undefined && { configurationVars: vars as PyObject }),
  };
}
