import { PythonBridge } from '../engine/bridge/bridge.ts';
import type { Log } from '../engine/log.ts';
import { nodePlatform } from '../platform/platform.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';
import { pythonChoice } from './python-choice.ts';

/** The user's Python for what a command asks it besides runs; `close` it. */
export function openPython(args: Arguments, { environment, cwd }: Io, log: Log): PythonBridge {
  return new PythonBridge({
    platform: nodePlatform(),
    environment,
    cwd,
    ...pythonChoice(args),
    log,
    // What is asked here cuts no run.
    onSignal: () => {},
  });
}
