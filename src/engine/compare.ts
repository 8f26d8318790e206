import { isObject, type Json } from '../experiment/json.ts';
import { oneLine } from './figures.ts';
import { type Headline, type Mood, verdict } from './verdict.ts';
import { played } from './verdict-facts.ts';
import type { ActivityRow, PhaseView, RunView } from './view.ts';

/** One of two runs that are held against each other. */
export interface Side {
  run: string;
  /** ISO 8601 in UTC, without a zone. */
  at: string;
  headline: Headline;
  mood: Mood;
  /** Seconds. */
  duration?: number;
}

/** A step in one of the runs. */
export interface Played {
  state: ActivityRow['state'];
  toleranceMet?: boolean;
  /** Seconds. */
  duration?: number;
  /** On one line. */
  output: string;
}

/** A step in both runs, or in one of them. */
export interface ComparedStep {
  phase: PhaseView['phase'];
  name: string;
  /** `result`: it went otherwise; `output`: it gave something else; `time`: it took much longer or shorter. */
  change: 'result' | 'output' | 'time' | 'added' | 'gone';
  before?: Played;
  after?: Played;
}

/** What is different between two runs of an experiment. Plain data. */
export interface Comparison {
  before: Side;
  after: Side;
  /** Steps that differ, as they were played. */
  steps: ComparedStep[];
  /** Steps that differ beyond those. */
  more: number;
  /** Steps that are as before. */
  same: number;
}

/** Steps that are told one by one. */
const mostSteps = 100;

/** A step took otherwise when it took so many times as long, and so many seconds more. */
const factor = 1.5;
const leastSeconds = 0.25;

/** Holds a run against an earlier one. Steps are the same by phase and name, in order. */
export function compare(before: RunView, after: RunView): Comparison {
  const steps: ComparedStep[] = [];
  let same = 0;
  for (const phase of ['before', 'method', 'after', 'rollbacks'] as const) {
    const then = byName(before.phases[phase]);
    const now = byName(after.phases[phase]);
    for (const [key, row] of now) {
      const other = then.get(key);
      const change = other === undefined ? 'added' : changeOf(other, row);
      if (change === undefined) {
        same += 1;
      } else {
        steps.push({
          phase,
          name: row.name,
          change,
          ...(other && { before: playedOf(other) }),
          after: playedOf(row),
        });
      }
    }
    for (const [key, row] of then) {
      if (!now.has(key)) {
        steps.push({ phase, name: row.name, change: 'gone', before: playedOf(row) });
      }
    }
  }
  return {
    before: sideOf(before),
    after: sideOf(after),
    steps: steps.slice(0, mostSteps),
    more: Math.max(0, steps.length - mostSteps),
    same,
  };
}

function sideOf(view: RunView): Side {
  const { headline, mood } = verdict(view);
  return {
    run: view.run,
    at: view.startedAt,
    headline,
    mood,
    ...(view.duration !== undefined && { duration: view.duration }),
  };
}

/** Rows by name; the second of a name is told apart from the first. */
function byName(phase: PhaseView): Map<string, ActivityRow> {
  const rows = new Map<string, ActivityRow>();
  const counts = new Map<string, number>();
  for (const row of played(phase)) {
    const count = counts.get(row.name) ?? 0;
    counts.set(row.name, count + 1);
    rows.set(`${count}/${row.name}`, row);
  }
  return rows;
}

function changeOf(then: ActivityRow, now: ActivityRow): ComparedStep['change'] | undefined {
  if (then.state !== now.state || then.toleranceMet !== now.toleranceMet) {
    return 'result';
  }
  if (essence(then.output) !== essence(now.output)) {
    return 'output';
  }
  const [short = 0, long = 0] = [then.duration ?? 0, now.duration ?? 0].sort((a, b) => a - b);
  return long - short >= leastSeconds && long >= short * factor ? 'time' : undefined;
}

/** What an output says; headers of an answer, such as its date, are never the same. */
function essence(output: Json | undefined): string {
  if (isObject(output ?? null) && 'headers' in (output as object)) {
    const { headers: _, ...rest } = output as { headers: Json };
    return JSON.stringify(rest);
  }
  return JSON.stringify(output ?? null);
}

function playedOf({ state, toleranceMet, duration, output }: ActivityRow): Played {
  return {
    state,
    output: oneLine(output),
    ...(toleranceMet !== undefined && { toleranceMet }),
    ...(duration !== undefined && { duration }),
  };
}
