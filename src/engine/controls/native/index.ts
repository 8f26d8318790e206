import type { ControlModule } from '../control.ts';
import { Bypass } from './bypass.ts';
import { Repeat } from './repeat.ts';
import { Safeguards } from './safeguards.ts';

/** Modules of controls that are built in, by the names they have in Python. */
const modules: Readonly<Record<string, () => ControlModule>> = {
  'chaosaddons.controls.bypass': () => new Bypass(),
  'chaosaddons.controls.repeat': () => new Repeat(),
  'chaosaddons.controls.safeguards': () => new Safeguards(),
  // It tells safeguards that nothing can be ended any more, which these know by themselves.
  'chaosaddons.controls.synchronization': () => ({ apply: async () => {} }),
};

/** Makes a built-in control of a run; undefined for a module that only Python has. */
export function nativeControl(module: string): (() => ControlModule) | undefined {
  return Object.hasOwn(modules, module) ? modules[module] : undefined;
}
