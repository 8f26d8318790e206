import { isActivityFailed } from '../../failed.ts';
import { asError, failureOf, failureText } from '../../failure-text.ts';
import { throwIfCut } from '../../interrupted.ts';
import { invoke } from '../../invoke.ts';
import { truthy } from '../../python/compare.ts';
import { copyOf } from '../../python/copy.ts';
import { str } from '../../python/text.ts';
import { isPyObject, numberOf, type PyObject, type PyValue, toFloat } from '../../python/value.ts';
import type { RunContext } from '../../run-context.ts';
import { checkTolerance } from '../../tolerance/check.ts';
import { waitFor } from '../../wait.ts';
import type { ControlCall, ControlModule, HookCall } from '../control.ts';

/** What ended the experiment. */
interface Trigger {
  triggered_by: PyValue;
  run: PyObject;
}

/**
 * `chaosaddons.controls.safeguards`: probes that end the run when they are out of their tolerance.
 * Those with a `frequency` are asked again and again, those in the `background` once, and for all
 * others the experiment waits before it begins.
 */
export class Safeguards implements ControlModule {
  readonly #over = new AbortController();
  readonly #going: Promise<void>[] = [];
  #trigger: Trigger | undefined;

  async configure(_call: ControlCall): Promise<void> {
    this.#trigger = undefined;
  }

  async apply(call: HookCall): Promise<void> {
    if (call.level !== 'experiment') {
      return;
    }
    if (call.when === 'before') {
      await this.#start(call);
    } else {
      await this.#end(call.state);
    }
  }

  async #start({ run, arguments: args }: HookCall): Promise<void> {
    const { probes } = args;
    const all = Array.isArray(probes) ? probes.filter(isPyObject) : [];
    const first: Promise<void>[] = [];
    for (const probe of all) {
      const frequency = numberOf(probe['frequency']);
      const guard =
        frequency !== undefined && frequency !== 0
          ? this.#askAgain(run, probe, frequency)
          : this.#askOnce(run, probe);
      const told = guard.catch((error) => {
        const name = str(probe['name'] ?? null);
        run.emitter.log('DEBUG', `Safeguard '${name}' failed: ${failureText(error)}`);
      });
      const waits = !truthy(probe['frequency'] ?? null) && !truthy(probe['background'] ?? null);
      (waits ? first : this.#going).push(told);
    }
    await Promise.all(first);
    throwIfCut(run.inner.signal);
  }

  /** Asked again and again; what was said is judged when it is time to ask anew. */
  async #askAgain(run: RunContext, probe: PyObject, frequency: number): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      const entry = await this.#ask(run, probe);
      await waitFor(frequency * 1000, signal);
      if (!signal.aborted && !(await this.#isWithin(run, probe, entry))) {
        this.#interrupt(run, probe, entry);
      }
    }
  }

  async #askOnce(run: RunContext, probe: PyObject): Promise<void> {
    const entry = await this.#ask(run, probe);
    if (!(await this.#isWithin(run, probe, entry))) {
      this.#interrupt(run, probe, entry);
    }
  }

  #interrupt(run: RunContext, probe: PyObject, entry: PyObject): void {
    if (this.#over.signal.aborted || this.#trigger !== undefined) {
      return;
    }
    this.#trigger = { triggered_by: probe['name'] ?? null, run: copyOf(entry) };
    const name = str(probe['name'] ?? null);
    const reason = `Safeguard '${name}' triggered the end of the experiment`;
    run.inner.cut({ kind: 'code', reason });
  }

  /** The probe's entry, with the controls that any activity has around it. */
  async #ask(run: RunContext, probe: PyObject): Promise<PyObject> {
    const { controls } = run;
    const ref = probe['ref'] ?? null;
    const activity = truthy(ref) ? run.named.get(str(ref))?.entry : probe;
    if (controls === undefined || activity === undefined) {
      throw new Error(`could not find referenced activity '${str(ref)}'`);
    }
    const around = { level: 'activity', context: activity, thread: true } as const;
    return controls.around(around, async (state) => {
      const entry = await this.#askAlone(run, activity);
      state({ target: 'aside', value: entry });
      return entry;
    });
  }

  async #askAlone(run: RunContext, activity: PyObject): Promise<PyObject> {
    const { signal } = this.#over;
    const { clock } = run.emitter;
    const pauses = isPyObject(activity['pauses']) ? activity['pauses'] : {};
    await waitFor((numberOf(pauses['before']) ?? 0) * 1000, signal);
    const entry: PyObject = { activity: { ...activity }, output: null };
    const start = clock.mono();
    try {
      const id = run.id('safeguard');
      const { scope } = run;
      entry['output'] = await invoke(run, { activity, id, scope, signal, thread: true });
      entry['status'] = 'succeeded';
    } catch (thrown) {
      const error = asError(thrown);
      if (signal.aborted || !isActivityFailed(error)) {
        throw error;
      }
      entry['status'] = 'failed';
      entry['output'] = null;
      entry['exception'] = failureOf(error).exception;
    }
    const end = clock.mono();
    entry['start'] = clock.at(start);
    entry['end'] = clock.at(end);
    entry['duration'] = toFloat(Math.round((end - start) * 1000) / 1e6);
    await waitFor((numberOf(pauses['after']) ?? 0) * 1000, signal);
    return entry;
  }

  #isWithin(run: RunContext, probe: PyObject, entry: PyObject): Promise<boolean> {
    const { scope, emitter } = run;
    const { signal } = this.#over;
    return checkTolerance(probe['tolerance'] ?? null, entry['output'] ?? null, {
      scope,
      signal,
      log: emitter.log,
      runProbe: (activity) =>
        invoke(run, { activity, id: run.id('safeguard'), scope, signal, thread: true }),
    });
  }

  /** Nothing is asked any more; the journal tells what ended the experiment. */
  async #end(state: PyValue): Promise<void> {
    this.#over.abort();
    await Promise.all(this.#going);
    if (this.#trigger !== undefined && isPyObject(state)) {
      state['safeguards'] = { ...this.#trigger };
    }
  }
}
