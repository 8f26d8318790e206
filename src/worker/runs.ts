import type { Interruption } from '../engine/events.ts';
import type { Gate } from '../engine/gate.ts';
import type { Inspector } from '../engine/inspect/inspector.ts';
import { HumanError } from '../messages/error.ts';
import type { RunOutcome } from '../workbench/job.ts';
import type { HostMethods, RunMethods, WorkerMethods, WorkerState } from './protocol.ts';
import type { Endpoint } from './rpc.ts';
import { RunStream } from './run-stream.ts';
import type { RunTools } from './run-tools.ts';

/** A run that goes on. */
interface Running {
  stop: AbortController;
  kill: AbortController;
  /** Pauses that can be ended, by id. */
  pauses: Map<string, () => void>;
  /** Of activities at the gate, by id: what tells that they are held there. */
  arrivals: Map<string, () => void>;
  over: PromiseWithResolvers<void>;
  /** Of a gated run that has begun. */
  inspector?: Inspector;
}

/**
 * The runs' half of the thread.
 * @param tools the engine with everything it needs, loaded at the first run
 */
export function runHandlers(
  editor: () => Pick<Endpoint<HostMethods, WorkerMethods>, 'call' | 'note'>,
  state: WorkerState,
  tools: () => Promise<RunTools>,
): RunMethods {
  const running = new Map<string, Running>();

  const gateOf = (run: Running, handle: string, stream: RunStream): Gate => ({
    opened: (inspector) => {
      run.inspector = inspector;
    },
    arrive: async (arrival, cut, held) => {
      // Who looks at the run while it is held must see all that has happened.
      stream.flush();
      run.arrivals.set(arrival.id, held);
      try {
        await editor().call('run.arrived', { handle, arrival }, cut);
      } finally {
        run.arrivals.delete(arrival.id);
      }
    },
  });

  const inspectorOf = (handle: string): Inspector => {
    const inspector = running.get(handle)?.inspector;
    if (inspector === undefined) {
      throw new HumanError('editor.debug.not-running');
    }
    return inspector;
  };

  const start: RunMethods['run.start'] = async (
    { handle, job, gated },
    signal,
  ): Promise<RunOutcome> => {
    if (!state.trusted) {
      throw new HumanError('editor.untrusted');
    }
    const run: Running = {
      stop: new AbortController(),
      kill: new AbortController(),
      pauses: new Map(),
      arrivals: new Map(),
      over: Promise.withResolvers(),
    };
    running.set(handle, run);
    signal.addEventListener('abort', () => end(run, { kind: 'user', reason: 'cancelled' }));
    try {
      const { runJob, fold, logLine } = await tools();
      const stream = new RunStream(handle, fold, logLine, (progress) =>
        editor().note('run.progress', progress),
      );
      try {
        return await runJob(
          job,
          {
            consent: (question, asked) => editor().call('run.consent', { handle, question }, asked),
            onEvent: (event) => stream.add(event),
            pauses: { started: (id, skip) => run.pauses.set(id, skip) },
            ...(gated && { gate: gateOf(run, handle, stream) }),
          },
          {
            stop: run.stop.signal,
            kill: run.kill.signal,
            environment: { ...process.env, ...job.environment },
            trusted: state.trusted,
          },
        );
      } finally {
        stream.flush();
      }
    } finally {
      running.delete(handle);
      run.over.resolve();
    }
  };

  return {
    'run.start': start,
    'run.stop': ({ handle, interruption }) => running.get(handle)?.stop.abort(interruption),
    'run.kill': ({ handle, interruption }) => {
      const run = running.get(handle);
      if (run !== undefined) {
        end(run, interruption);
      }
    },
    'run.endAll': async ({ grace, interruption }) => {
      const all = [...running.values()];
      for (const run of all) {
        run.stop.abort(interruption);
      }
      const timer = setTimeout(() => {
        for (const run of all) {
          run.kill.abort(interruption);
        }
      }, grace);
      await Promise.all(all.map(({ over }) => over.promise));
      clearTimeout(timer);
    },
    'run.skipPause': ({ handle, pauseId }) => {
      const skip = running.get(handle)?.pauses.get(pauseId);
      skip?.();
      return skip !== undefined;
    },
    'run.held': ({ handle, id }) => running.get(handle)?.arrivals.get(id)?.(),
    'run.inspect': ({ handle, pointer }) => inspectorOf(handle).inspect(pointer),
    'run.evaluate': ({ handle, expression, pointer }, signal) =>
      inspectorOf(handle).evaluate(expression, pointer, signal),
    'run.view': async ({ runId }) => (await tools()).pastView(runId, process.env),
    'run.journal': async ({ runId }) => (await tools()).journalPath(runId, process.env),
    'trust.granted': () => {
      state.trusted = true;
    },
  };
}

/** Both signals: what is stopped by force is stopped as well. */
function end({ stop, kill }: Running, interruption: Interruption): void {
  stop.abort(interruption);
  kill.abort(interruption);
}
