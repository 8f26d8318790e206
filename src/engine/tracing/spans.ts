import { randomHex } from '../../platform/random.ts';
import type { RunEvent } from '../events.ts';

/** What an attribute may be. */
export type Attribute = string | number | boolean;

/** A part of a run with its times, before it has the form of a protocol. */
export interface Span {
  spanId: string;
  parentId?: string;
  name: string;
  /** As events tell them: UTC with microseconds. */
  start: string;
  end?: string;
  attributes: Record<string, Attribute>;
  /** Why it counts as an error. */
  error?: string;
  events: { at: string; name: string; attributes: Record<string, Attribute> }[];
}

const phases: Readonly<Record<string, string>> = {
  before: 'hypothesis before the method',
  during: 'hypothesis during the method',
  after: 'hypothesis after the method',
  method: 'method',
  rollbacks: 'rollbacks',
};

/** Makes spans of the events of one run: the run, its phases, checks, activities and pauses. */
export class SpanFolder {
  readonly #done: (span: Span) => void;
  readonly #open = new Map<string, Span>();
  readonly root: Span;

  /**
   * @param parentId of the span around the run
   * @param done is given each span once it has ended
   */
  constructor(parentId: string | undefined, done: (span: Span) => void) {
    this.#done = done;
    this.root = {
      spanId: randomHex(16),
      ...(parentId && { parentId }),
      name: 'chaos run',
      start: '',
      attributes: {},
      events: [],
    };
  }

  event(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        this.root.start = event.at;
        Object.assign(this.root.attributes, {
          'chaos.run.id': event.run,
          'chaos.experiment.title': event.title,
          'chaos.hypothesis.strategy': event.hypothesisStrategy,
          'chaos.rollbacks.strategy': event.rollbackStrategy,
          ...(event.dry !== undefined && { 'chaos.dry': event.dry }),
          ...(event.source !== undefined && { 'chaos.experiment.source': event.source }),
        });
        break;
      case 'phase-started':
        this.#start(`phase ${event.phase}`, this.root, phases[event.phase] ?? event.phase, event);
        break;
      case 'phase-ended':
        this.#end(`phase ${event.phase}`, event);
        break;
      case 'hypothesis-started':
        this.#startCheck(event);
        break;
      case 'hypothesis-ended':
        this.#endCheck(event);
        break;
      case 'activity-started':
        this.#startActivity(event);
        break;
      case 'activity-effects':
        this.#effects(event);
        break;
      case 'activity-ended':
        this.#endActivity(event);
        break;
      case 'activity-judged':
        this.#judge(event);
        break;
      case 'pause-started': {
        const span = this.#start(event.id, this.#parent(event), 'pause', event);
        span.attributes['chaos.pause.seconds'] = event.seconds;
        break;
      }
      case 'pause-ended':
        this.#end(event.id, event);
        break;
      case 'run-ended':
        this.#endRun(event);
        break;
    }
  }

  #parent(event: RunEvent): Span {
    const own = event.parent === undefined ? undefined : this.#open.get(event.parent);
    const phase = 'phase' in event ? this.#open.get(`phase ${event.phase}`) : undefined;
    // A pause tells no phase: it belongs to the one that is going on.
    const open = [...this.#open.entries()].findLast(([key]) => key.startsWith('phase '));
    return own ?? phase ?? open?.[1] ?? this.root;
  }

  #start(key: string, parent: Span, name: string, { at }: RunEvent): Span {
    const span: Span = {
      spanId: randomHex(16),
      parentId: parent.spanId,
      name,
      start: at,
      attributes: {},
      events: [],
    };
    this.#open.set(key, span);
    return span;
  }

  #end(key: string, { at }: RunEvent): void {
    const span = this.#open.get(key);
    if (span !== undefined) {
      this.#open.delete(key);
      span.end ??= at;
      this.#done(span);
    }
  }

  #startCheck(event: RunEvent<'hypothesis-started'>): void {
    const span = this.#start(event.id, this.#parent(event), 'hypothesis', event);
    span.attributes['chaos.phase'] = event.phase;
    if (event.title !== undefined) {
      span.attributes['chaos.hypothesis.title'] = event.title;
    }
  }

  #endCheck(event: RunEvent<'hypothesis-ended'>): void {
    const span = this.#open.get(event.id);
    if (span !== undefined && event.met !== null) {
      span.attributes['chaos.hypothesis.met'] = event.met;
    }
    if (span !== undefined && event.met !== true) {
      span.error = 'the hypothesis is not met';
    }
    this.#flushActivities(event.id, event);
    this.#end(event.id, event);
  }

  #startActivity(event: RunEvent<'activity-started'>): void {
    const span = this.#start(event.id, this.#parent(event), event.name, event);
    const provider = event.activity['provider'];
    const { type, module, func } =
      typeof provider === 'object' && provider !== null && !Array.isArray(provider) ? provider : {};
    Object.assign(span.attributes, {
      'chaos.activity.type': event.kind,
      'chaos.phase': event.phase,
      'chaos.activity.background': event.background,
      ...(typeof type === 'string' && { 'chaos.provider.type': type }),
      ...(typeof module === 'string' && { 'code.namespace': module }),
      ...(typeof func === 'string' && { 'code.function': func }),
    });
  }

  #effects({ id, at, effects }: RunEvent<'activity-effects'>): void {
    for (const { verb, kind, namespace, name } of effects) {
      this.#open.get(id)?.events.push({
        at,
        name: `${kind} ${verb}`,
        attributes: {
          'k8s.object.kind': kind,
          'k8s.object.name': name,
          ...(namespace !== undefined && { 'k8s.namespace.name': namespace }),
        },
      });
    }
  }

  #endActivity(event: RunEvent<'activity-ended'>): void {
    const span = this.#open.get(event.id);
    if (span === undefined) {
      return;
    }
    span.end = event.at;
    span.attributes['chaos.activity.status'] = event.status;
    const lines = event.exception?.join('').trim();
    if (event.status !== 'succeeded' && event.status !== 'skipped') {
      span.error = lines?.split('\n').at(-1) ?? event.status;
    }
    if (lines) {
      const attributes = { 'exception.message': span.error ?? '', 'exception.stacktrace': lines };
      span.events.push({ at: event.at, name: 'exception', attributes });
    }
    // A probe of the hypothesis is judged after its pause.
    if (!this.#isJudged(span)) {
      this.#end(event.id, event);
    }
  }

  #isJudged(span: Span): boolean {
    const phase = span.attributes['chaos.phase'];
    return phase === 'before' || phase === 'during' || phase === 'after';
  }

  #judge(event: RunEvent<'activity-judged'>): void {
    const span = this.#open.get(event.id);
    if (span !== undefined && event.met !== null) {
      span.attributes['chaos.activity.tolerance_met'] = event.met;
    }
    if (span !== undefined && event.met !== true) {
      span.error ??= 'the tolerance is not met';
    }
    this.#end(event.id, event);
  }

  /** Probes that were never judged end with their check. */
  #flushActivities(check: string, event: RunEvent): void {
    const parent = this.#open.get(check)?.spanId;
    for (const [key, span] of this.#open) {
      if (parent !== undefined && span.parentId === parent) {
        this.#end(key, event);
      }
    }
  }

  #endRun(event: RunEvent<'run-ended'>): void {
    for (const key of [...this.#open.keys()].reverse()) {
      this.#end(key, event);
    }
    this.root.start ||= event.at;
    this.root.end = event.at;
    Object.assign(this.root.attributes, {
      'chaos.run.status': event.status,
      'chaos.run.deviated': event.deviated,
    });
    if (event.status !== 'completed' || event.deviated) {
      this.root.error = event.deviated ? 'deviated' : event.status;
    }
    this.#done(this.root);
  }
}
