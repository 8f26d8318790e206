import type { Json, JsonObject } from '../../experiment/json.ts';
import { nodePlatform } from '../../platform/platform.ts';
import type { EventSink, EventType, Interruption, RunEvent } from '../events.ts';
import { journalOf } from '../journal.ts';
import { plainObject } from '../python/convert.ts';
import { run } from '../run.ts';
import type { RunRequest, RunResult } from '../run-types.ts';
import { FakeNative } from './fake-native.ts';

/** Keeps events in memory and lets a test wait for one. */
export class MemorySink implements EventSink {
  readonly events: RunEvent[] = [];
  readonly #waiting: { fits: (event: RunEvent) => boolean; found: (event: RunEvent) => void }[] =
    [];

  append(event: RunEvent): void {
    // What a sink gets must be plain data.
    const copy: RunEvent = JSON.parse(JSON.stringify(event));
    this.events.push(copy);
    for (const { fits, found } of this.#waiting) {
      if (fits(copy)) {
        found(copy);
      }
    }
  }

  /** The events of one type. */
  of<T extends EventType>(type: T): RunEvent<T>[] {
    return this.events.filter((event) => event.type === type) as unknown as RunEvent<T>[];
  }

  /** The first event of a type that has been or will be; with `name` of the activity of that name. */
  next<T extends EventType>(type: T, name?: string): Promise<RunEvent<T>> {
    const fits = (event: RunEvent) =>
      event.type === type && (name === undefined || ('name' in event && event.name === name));
    const before = this.events.find(fits);
    const found =
      before === undefined
        ? new Promise<RunEvent>((resolve) => this.#waiting.push({ fits, found: resolve }))
        : Promise.resolve(before);
    return found as unknown as Promise<RunEvent<T>>;
  }
}

/** A run under test. */
export interface TestRun {
  sink: MemorySink;
  native: FakeNative;
  stop(interruption?: Interruption): void;
  kill(interruption?: Interruption): void;
  result: Promise<RunResult>;
  /** The journal as plain data. */
  journal(): JsonObject;
  /** The lines of the log from INFO on. */
  lines(): string[];
}

/** What a SIGTERM gives. */
export const terminated: Interruption = {
  kind: 'signal',
  name: 'SIGTERM',
  reason: 'received SIGTERM',
};

/** Starts a run of an experiment. */
export function start(experiment: JsonObject, changes: Partial<RunRequest> = {}): TestRun {
  const sink = new MemorySink();
  const native = new FakeNative();
  const stop = new AbortController();
  const kill = new AbortController();
  const platform = nodePlatform();
  const result = run({
    runId: 'test',
    experiment: { title: 'test', description: 'test', ...experiment },
    floats: new Set(),
    options: {},
    environment: platform.environment,
    cwd: process.cwd(),
    platform,
    native,
    sink,
    stop: stop.signal,
    kill: kill.signal,
    ...changes,
  });
  return {
    sink,
    native,
    stop: (interruption = terminated) => stop.abort(interruption),
    kill: (interruption = terminated) => kill.abort(interruption),
    result,
    journal: () => plainObject(journalOf(sink.events)),
    lines: () =>
      sink
        .of('log')
        .filter((event) => event.level !== 'DEBUG')
        .map((event) => `${event.level} ${event.text}`),
  };
}

/** Runs an experiment to its end. */
export async function finish(
  experiment: JsonObject,
  changes: Partial<RunRequest> = {},
): Promise<TestRun> {
  const test = start(experiment, changes);
  await test.result;
  return test;
}

/** A `python` activity of the fake provider. */
export function native(func: string, args: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    type: 'action',
    name: func,
    provider: { type: 'python', module: 'fake', func, arguments: args },
    ...more,
  };
}

/** A probe that gives a value, with its tolerance. */
export function asking(value: Json, tolerance: Json, more: JsonObject = {}): JsonObject {
  return native('give', { value }, { type: 'probe', name: 'asking', tolerance, ...more });
}

/** A hypothesis of some probes. */
export function hypothesis(...probes: JsonObject[]): JsonObject {
  return { 'steady-state-hypothesis': { title: 'all is well', probes } };
}

/** What a test looks at in an entry of the journal. */
export function brief(entries: Json | undefined): string[] {
  return (Array.isArray(entries) ? entries : []).map((entry) => {
    const { activity, status } = entry as { activity: { name?: string }; status?: string };
    return `${activity.name ?? ''}: ${status ?? 'none'}`;
  });
}
