import { nativeOf, probe } from './native.ts';
import { runInProcess } from './overhead.ts';

/** Megabytes of live heap after a collection; the script runs with `--expose-gc`. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/**
 * Checks a hypothesis continuously until it has been checked so many times.
 * @returns seconds it took, and megabytes of heap after a fifth and at the end
 */
export async function continuousChecks(
  checks: number,
): Promise<{ seconds: number; early: number; late: number }> {
  const over = Promise.withResolvers<void>();
  let done = 0;
  let early = Number.NaN;
  let late = Number.NaN;
  const start = performance.now();
  const watched = nativeOf(() => true);
  await runInProcess(
    {
      title: 'continuous',
      description: 'a hypothesis that is checked all the time',
      'steady-state-hypothesis': { title: 'steady', probes: [probe('watched')] },
      method: [
        {
          type: 'action',
          name: 'wait',
          provider: { type: 'python', module: 'bench', func: 'wait' },
        },
      ],
    },
    {
      ...watched,
      find(module, func) {
        const activity = watched.find(module, func);
        if (activity === undefined) {
          return undefined;
        }
        return {
          entry: activity.entry,
          async run() {
            if (func === 'wait') {
              await over.promise;
              return null;
            }
            done++;
            if (done === Math.floor(checks / 5)) {
              early = heap();
            }
            if (done === checks) {
              late = heap();
              over.resolve();
            }
            return true;
          },
        };
      },
    },
    { hypothesisStrategy: 'during-method-only', hypothesisFrequency: 0 },
  );
  return { seconds: (performance.now() - start) / 1000, early, late };
}
