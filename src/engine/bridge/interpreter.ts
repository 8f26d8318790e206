import { HumanError } from '../../messages/error.ts';
import type { Environment, Platform } from '../../platform/platform.ts';

/** Where to look for the user's Python. */
export interface InterpreterChoice {
  /** Path or name that a person chose; it is that or nothing. */
  interpreter?: string;
  environment: Environment;
  cwd: string;
}

/**
 * The user's Python: what was chosen, else that of the active virtual environment, else one on PATH.
 * @throws HumanError `engine.python-chosen`, `engine.python-none`
 */
export async function findInterpreter(
  platform: Platform,
  { interpreter, environment, cwd }: InterpreterChoice,
): Promise<string> {
  if (interpreter !== undefined && interpreter !== '') {
    const chosen = await platform.findProgram(interpreter, environment, cwd);
    if (chosen === null) {
      throw new HumanError('engine.python-chosen', { path: interpreter });
    }
    return chosen;
  }
  const windows = platform.os === 'win32';
  const active = environment['VIRTUAL_ENV'];
  const inside = windows ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const names = windows ? ['py', 'python', 'python3'] : ['python3', 'python'];
  const candidates = [...(active ? [platform.paths.join(active, ...inside)] : []), ...names];
  for (const candidate of candidates) {
    const found = await platform.findProgram(candidate, environment, cwd);
    if (found !== null) {
      return found;
    }
  }
  throw new HumanError('engine.python-none');
}
