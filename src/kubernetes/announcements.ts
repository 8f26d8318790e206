import type { Json } from '../experiment/json.ts';
import { randomHex } from '../platform/random.ts';
import { type Recorder, uidOf } from './activities/common/recorder.ts';
import type { ClusterClient } from './client.ts';
import { statusOf } from './errors.ts';
import type { PlannedRequest, Target } from './plan.ts';

/** Events of one action; what it does beyond is told in one more. */
const most = 20;

/** Events that are sent at the same time. */
const width = 4;

/** Milliseconds that one event may take, and all that are left at the end of the run. */
const limits = { event: 5_000, end: 1_000 };

/** The run that speaks. */
export interface Announcer {
  runId: string;
  /** Of the experiment. */
  title: string;
}

/** The activity it speaks of. */
export interface Announced {
  /** As the experiment names it. */
  name: string;
  /** `module.func` of the catalogue. */
  path: string;
}

/**
 * Tells others on the cluster what a run has done: an Event on each object that it has changed, where
 * `kubectl describe` and `kubectl get events` show it. Whoever finds a pod gone sees why.
 *
 * It is a courtesy: events are sent beside the action and never hold it up, and one that fails is not
 * missed.
 */
export class Announcements {
  readonly #run: Announcer;
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #lanes = new Set<Promise<void>>();
  /** Namespaces in which it is not allowed. */
  readonly #silent = new Set<string>();
  readonly #end = new AbortController();

  constructor(run: Announcer) {
    this.#run = run;
  }

  /** A recorder that tells what it has recorded; `end` tells what was too much to be told. */
  around(
    recorder: Recorder,
    client: Pick<ClusterClient, 'request' | 'now'>,
    activity: Announced,
  ): { recorder: Recorder; end(): void } {
    let told = 0;
    let rest: { target: Target; did: string; count: number } | undefined;
    const tell = (request: PlannedRequest, value: unknown) => {
      const { target } = request;
      const uid = target.uid ?? uidOf(value);
      const about = { ...target, ...(uid !== undefined && { uid }) };
      const did = didOf(request);
      told += 1;
      if (told <= most) {
        this.#send(client, about, this.#text(did, activity));
      } else {
        rest = { target: about, did, count: told - most };
      }
    };
    return {
      recorder: {
        ...recorder,
        async record(change, signal, mutate) {
          const value = await recorder.record(change, signal, mutate);
          tell(change.request, value);
          return value;
        },
      },
      end: () => {
        if (rest !== undefined) {
          const { target, did, count } = rest;
          const others = count === 1 ? '' : `, and ${count - 1} more like it`;
          this.#send(client, target, `${this.#text(did, activity)}${others}`);
        }
      },
    };
  }

  /** Waits a moment for what is under way; never rejects. */
  async flush(): Promise<void> {
    const timer = setTimeout(() => this.#end.abort(), limits.end);
    while (this.#lanes.size > 0) {
      await Promise.all(this.#lanes);
    }
    clearTimeout(timer);
  }

  #text(did: string, { name, path }: Announced): string {
    const { title, runId } = this.#run;
    return `${did} by the activity “${name}” (${path}) of the experiment “${title}”, chaos-workbench run ${runId}`;
  }

  #send(client: Pick<ClusterClient, 'request' | 'now'>, target: Target, text: string): void {
    this.#waiting.push(() => this.#post(client, target, text));
    if (this.#lanes.size < width) {
      const lane = this.#work().finally(() => this.#lanes.delete(lane));
      this.#lanes.add(lane);
    }
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      await next();
    }
  }

  async #post(
    client: Pick<ClusterClient, 'request' | 'now'>,
    target: Target,
    text: string,
  ): Promise<void> {
    // Events about what lies in no namespace lie in this one.
    const namespace = target.namespace ?? 'default';
    if (this.#silent.has(namespace) || this.#end.signal.aborted) {
      return;
    }
    const signal = AbortSignal.any([this.#end.signal, AbortSignal.timeout(limits.event)]);
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
    const body = this.#eventOn(target, namespace, text, client.now());
    try {
      await client.request({ method: 'POST', path, body }, signal);
    } catch (error) {
      if (statusOf(error) === 403) {
        this.#silent.add(namespace);
      }
    }
  }

  #eventOn(target: Target, namespace: string, text: string, now: Date): Json {
    const { apiVersion, kind, name, uid } = target;
    const time = now.toISOString().replace(/\.\d+/, '');
    const component = 'chaos-workbench';
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name.slice(0, 200)}.${randomHex(16)}`, namespace },
      involvedObject: {
        apiVersion,
        kind,
        name,
        ...(target.namespace !== undefined && { namespace }),
        ...(uid !== undefined && { uid }),
      },
      type: 'Normal',
      reason: 'ChaosExperiment',
      message: text.slice(0, 1024),
      source: { component },
      reportingComponent: component,
      reportingInstance: this.#run.runId,
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    };
  }
}

/** What a request has done, as the beginning of a sentence. */
function didOf({ verb, subresource }: PlannedRequest): string {
  if (subresource === 'eviction') {
    return 'Evicted';
  }
  if (subresource === 'exec') {
    return 'A command was run in it';
  }
  return { create: 'Created', delete: 'Deleted' }[verb] ?? 'Changed';
}
