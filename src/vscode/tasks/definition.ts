import type { FileOptions } from '../run-options.ts';

/** Type of the tasks, as tasks.json has it. */
export const taskType = 'chaos';

/** What a task of this extension is, as it is written in tasks.json. */
export interface ChaosTask {
  /** `run` plays the experiment, `check` looks for problems without running anything. */
  action: 'run' | 'check';
  /** Path from the workspace folder on. */
  experiment: string;
  /** What the run is given, in place of what is remembered for the file. */
  options?: FileOptions;
}

/** Reads what somebody wrote; undefined for what is no task that can be made. */
export function readDefinition(definition: Record<string, unknown>): ChaosTask | undefined {
  const { action = 'run', experiment } = definition;
  if (typeof experiment !== 'string' || (action !== 'run' && action !== 'check')) {
    return undefined;
  }
  const text = (name: string) => {
    const value = definition[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const texts = (name: string) => {
    const value = definition[name];
    return Array.isArray(value) ? { [name]: value.map(String) } : {};
  };
  const options: FileOptions = {
    ...text('hypothesisStrategy'),
    ...text('rollbackStrategy'),
    ...text('dry'),
    ...texts('vars'),
    ...texts('varFiles'),
  };
  return { action, experiment, ...(Object.keys(options).length > 0 && { options }) };
}
