import type { DebugProtocol } from '@vscode/debugprotocol';
import type { ParsedDocument } from '../../experiment/document.ts';
import type { Stepper, Stop } from './stepper.ts';

/** Frames that a stopped thread has: its activity, and the phase around it. */
const frames = 2;

/** Parts of an experiment that phases are played from. */
const blocks: Readonly<Record<Stop['arrival']['phase'], string>> = {
  before: '/steady-state-hypothesis',
  during: '/steady-state-hypothesis',
  after: '/steady-state-hypothesis',
  method: '/method',
  rollbacks: '/rollbacks',
};

/**
 * The stack of a thread that is stopped. Lines count from 1.
 * @param phase what the phase is called
 */
export function framesOf(
  { thread, arrival }: Stop,
  document: ParsedDocument,
  phase: string,
): Omit<DebugProtocol.StackFrame, 'source'>[] {
  const here = document.rangeOf(arrival.pointer);
  const around = document.rangeOf(blocks[arrival.phase], 'key');
  // Without an end: the editor would select the whole activity.
  const placed = ({ start }: typeof here) => ({
    line: start.line + 1,
    column: start.character + 1,
  });
  return [
    { id: thread * frames, name: arrival.name, ...placed(here) },
    { id: thread * frames + 1, name: phase, ...placed(around), presentationHint: 'subtle' },
  ];
}

/** The step of a frame, while its thread is stopped. */
export function pointerOfFrame(id: number, stepper: Stepper | undefined): string | undefined {
  return stepper?.at(Math.floor(id / frames))?.arrival.pointer;
}
