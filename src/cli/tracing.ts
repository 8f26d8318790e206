import { homedir } from 'node:os';
import type { RunEvent } from '../engine/events.ts';
import { wantsTraces } from '../engine/tracing/settings.ts';
import type { Io } from './io.ts';

/** The trace of a run, if the environment asks for one. */
export interface Tracing {
  /** Variables for the run: its trace goes on in the programs that it starts. */
  environment: Record<string, string>;
  event(event: RunEvent): void;
  end(): Promise<void>;
}

/** Loads what traces need only when the standard variables of OpenTelemetry ask for it. */
export async function tracingOf(io: Io, signal: AbortSignal): Promise<Tracing> {
  const { environment, cwd } = io;
  if (!wantsTraces(environment)) {
    return { environment: {}, event: () => {}, end: async () => {} };
  }
  const { openTracer } = await import('../engine/tracing/tracer.ts');
  const tracer = openTracer({ environment, cwd, homedir: homedir(), signal });
  return {
    environment: { TRACEPARENT: tracer.traceparent },
    event: (event) => tracer.event(event),
    async end() {
      for (const reason of await tracer.end()) {
        io.err(`${io.text({ code: 'ci.trace-lost', args: { reason } })}\n`);
      }
    },
  };
}
