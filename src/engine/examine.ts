import type { NativeProvider, PreparedActivity } from './native.ts';
import { askConfiguration, preparedActivities, startContext } from './prepare.ts';
import { lift } from './python/convert.ts';
import { str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';
import type { RunRequest } from './run-types.ts';

/** What an experiment would call, without running it. */
export interface Examination {
  activities: PreparedActivity[];
  /** Names of configuration entries that were not asked, as that would start or call something. */
  unasked: string[];
  /** A text without the secrets. */
  hide(text: string): string;
}

/**
 * Resolves configuration, secrets and arguments as a run would. Probes of the configuration are only
 * asked where they are native: those read a cluster and change nothing.
 * @throws HumanError what would keep a run from starting
 * @throws the signal's reason
 */
export async function examine(
  request: Omit<RunRequest, 'sink' | 'stop' | 'kill'>,
  signal: AbortSignal,
): Promise<Examination> {
  const lifted = lift(request.experiment, request.floats);
  const { experiment, unasked } = withoutForeignProbes(lifted, request.native);
  const whole = { ...request, sink: { append: () => undefined }, stop: signal, kill: signal };
  const { context, masker } = await startContext(experiment, whole);
  await askConfiguration(context, masker, signal);
  return {
    activities: preparedActivities(context),
    unasked,
    hide: (text) => masker.text(text),
  };
}

/** Leaves out entries that would start a program or call an address; what they fill stays `${name}`. */
function withoutForeignProbes(
  experiment: PyObject,
  native: NativeProvider,
): { experiment: PyObject; unasked: string[] } {
  const { configuration } = experiment;
  if (!isPyObject(configuration)) {
    return { experiment, unasked: [] };
  }
  const foreign = Object.entries(configuration).filter(([, entry]) => {
    const probe = isPyObject(entry) && entry['type'] === 'probe';
    return probe && !isNative(entry['provider'], native);
  });
  const unasked = foreign.map(([name]) => name);
  const kept = Object.entries(configuration).filter(([name]) => !unasked.includes(name));
  return { experiment: { ...experiment, configuration: Object.fromEntries(kept) }, unasked };
}

function isNative(provider: PyValue | undefined, native: NativeProvider): boolean {
  return (
    isPyObject(provider) &&
    provider['type'] === 'python' &&
    native.find(str(provider['module'] ?? null), str(provider['func'] ?? null)) !== undefined
  );
}
