import type { Json, JsonObject } from '../../../experiment/json.ts';
import { type Api, asObject } from '../../api/api.ts';
import { type KubeObject, numberAt } from '../../api/objects.ts';
import { ApiError } from '../../api/status.ts';
import { timeText } from '../../api/write.ts';
import { Recent } from './recent.ts';

/** How severe an event is. */
export type EventType = 'Normal' | 'Warning';

/** What happened to an object. */
export interface Happening {
  type: EventType;
  /** One word, such as `ScalingReplicaSet`. */
  reason: string;
  message: string;
  /** What of the object it is about, such as `spec.containers{web}`. */
  part?: string;
  /** The node that tells of it. */
  host?: string;
}

/** Limits of client-go's recorder, which keep a loop from filling the cluster with events. */
const similarLimit = 9;
const similarWindow = 600_000;
const burst = 25;
const refillInterval = 300_000;
/** How many it remembers of each. */
const memory = 4_096;

interface Similar {
  messages: Set<string>;
  last: number;
}

interface Bucket {
  left: number;
  /** Milliseconds since 1970 at which `left` was counted. */
  at: number;
}

/**
 * Writes events as the recorders of client-go do: one that comes again is counted, many that are alike
 * become one, and an object about which there are too many gets no more for a while.
 */
export class EventRecorder {
  readonly #api: Api;
  readonly #known = new Recent<string>(memory);
  readonly #similar = new Recent<Similar>(memory);
  readonly #buckets = new Recent<Bucket>(memory);
  #number = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  /**
   * Tells of an object in the form of `v1`, as all controllers do.
   * @param component such as `deployment-controller`
   */
  record(component: string, object: KubeObject, happening: Happening): void {
    const place = `${component}\0${object.metadata.uid}`;
    const merged = this.#merged(place, happening);
    if (!this.#mayWrite(place)) {
      return;
    }
    const { type, reason, message } = merged;
    const { part = '', host = '' } = happening;
    const now = timeText(this.#api.now());
    const id = [place, part, type, reason, message].join('\0');
    const written = this.#count(object, this.#known.get(id), (event) => {
      event['count'] = numberAt(event, 'count') + 1;
      event['lastTimestamp'] = now;
      event['message'] = happening.message === message ? message : merged.shown;
    });
    if (!written) {
      const name = this.#create(
        object,
        component,
        {
          type,
          reason,
          message: merged.shown,
          source: { component, ...(host === '' ? {} : { host }) },
          reportingComponent: component,
          ...(host === '' ? {} : { reportingInstance: host }),
          firstTimestamp: now,
          lastTimestamp: now,
          count: 1,
        },
        part,
      );
      this.#known.set(id, name);
    }
  }

  /**
   * Tells of an action on an object in the form of `events.k8s.io/v1`, as the scheduler does.
   * @param action such as `Binding`
   */
  recordAction(component: string, object: KubeObject, action: string, what: Happening): void {
    const { type, reason, message } = what;
    const id = [component, object.metadata.uid, action, type, reason, message].join('\0');
    const now = `${new Date(this.#api.now()).toISOString().slice(0, 23)}000Z`;
    const written = this.#count(object, this.#known.get(id), (event) => {
      const count = Math.max(numberAt(event, 'series', 'count'), 1) + 1;
      event['series'] = { count, lastObservedTime: now };
    });
    if (!written) {
      const name = this.#create(object, component, {
        type,
        reason,
        message,
        action,
        source: {},
        reportingComponent: component,
        reportingInstance: `${component}-practice`,
        eventTime: now,
      });
      this.#known.set(id, name);
    }
  }

  /** Counts an event that is still there. */
  #count(
    { metadata }: KubeObject,
    name: string | undefined,
    change: (event: Record<string, unknown>) => void,
  ): boolean {
    const events = this.#api.registry.builtIn('events');
    const namespace = metadata.namespace ?? 'default';
    if (name === undefined || this.#api.find(events, namespace, name) === undefined) {
      return false;
    }
    this.#api.change(events, namespace, name, change, { manager: 'kube-controller-manager' });
    return true;
  }

  /** @returns its name */
  #create(object: KubeObject, manager: string, fields: JsonObject, part = ''): string {
    const { apiVersion, kind, metadata } = object;
    const namespace = metadata.namespace ?? 'default';
    this.#number += 1;
    const tail = (BigInt(this.#api.now()) * 1_000_000n + BigInt(this.#number)).toString(16);
    const name = `${metadata.name}.${tail}`;
    const involvedObject: Json = {
      kind,
      ...(metadata.namespace === undefined ? {} : { namespace }),
      name: metadata.name,
      uid: metadata.uid,
      apiVersion,
      resourceVersion: metadata.resourceVersion,
      ...(part === '' ? {} : { fieldPath: part }),
    };
    const event = asObject({ metadata: { name }, involvedObject, ...fields });
    try {
      this.#api.create(this.#api.registry.builtIn('events'), namespace, event, { manager });
    } catch (error) {
      // A namespace that ends takes no more events, as with the real recorders.
      if (!(error instanceof ApiError)) {
        throw error;
      }
    }
    return name;
  }

  /** After nine of a kind in ten minutes the others are counted as one, whatever they say. */
  #merged(place: string, happening: Happening): Happening & { shown: string } {
    const { type, reason, message } = happening;
    const id = [place, type, reason].join('\0');
    const now = this.#api.now();
    const before = this.#similar.get(id);
    const isFresh = before !== undefined && now - before.last <= similarWindow;
    const similar = isFresh ? before : { messages: new Set<string>(), last: now };
    similar.last = now;
    if (similar.messages.size < similarLimit || similar.messages.has(message)) {
      similar.messages.add(message);
    }
    this.#similar.set(id, similar);
    return similar.messages.has(message)
      ? { ...happening, shown: message }
      : { type, reason, message: '', shown: `(combined from similar events): ${message}` };
  }

  #mayWrite(place: string): boolean {
    const now = this.#api.now();
    const bucket = this.#buckets.get(place) ?? { left: burst, at: now };
    const more = Math.max(0, Math.floor((now - bucket.at) / refillInterval));
    const left = Math.min(burst, bucket.left + more);
    const at = left === burst ? now : bucket.at + more * refillInterval;
    this.#buckets.set(place, { left: Math.max(0, left - 1), at });
    return left > 0;
  }
}
