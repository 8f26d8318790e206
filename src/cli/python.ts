import { PythonBridge } from '../engine/bridge/bridge.ts';
import type { Log } from '../engine/log.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';
import { pythonPlaces } from './python-choice.ts';

/** The user's Python for what a command asks it besides runs; `close` it. */
export function openPython(args: Arguments, io: Io, log: Log): PythonBridge {
  return new PythonBridge({
    ...pythonPlaces(args, io),
    log,
    // What is asked here cuts no run.
    onSignal: () => {},
  });
}
