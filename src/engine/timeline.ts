import { condensed } from './timeline-condensed.ts';
import { happeningsOf, type Moment } from './timeline-happenings.ts';
import { type Lane, lanesOf } from './timeline-lanes.ts';
import { type Plot, plotsOf } from './timeline-plots.ts';
import type { PhaseView, RunView, Stretch } from './view.ts';

/** Milliseconds of the run's clock. */
interface Span {
  from: number;
  to: number;
}

/** A stretch of time on the timeline; milliseconds of the run's clock. */
export interface Block {
  id: string;
  kind: 'before' | 'step' | 'pause' | 'after' | 'rollback';
  /** Name of the activity; empty for the phases and pauses, whose words the page chooses. */
  name: string;
  from: number;
  to: number;
  /** How it went, for the sign. */
  state: 'good' | 'bad' | 'running' | 'neutral';
  /** Row of the lane: overlapping steps stand below each other. */
  line: number;
  /** Steps that are drawn as this one, because they are too short to be seen alone. */
  count?: number;
}

/** Everything the timeline draws; its times count from the first step. */
export interface Timeline {
  /** Milliseconds from the left edge to the right one. */
  total: number;
  blocks: Block[];
  /** Lines that the steps need. */
  lines: number;
  /** Checks of a hypothesis that was watched while the method was played. */
  watched: Stretch[];
  /** Workloads and services: what the run touched first, then what changed. */
  lanes: Lane[];
  /** Workloads that are not drawn: nothing happened to them. */
  quiet: number;
  /** What Kubernetes reported. */
  happenings: Moment[];
  /** Numbers that probes gave. */
  plots: Plot[];
  /** Marks of the axis, milliseconds. */
  marks: number[];
}

/**
 * A run to scale.
 * @param now milliseconds of the run's clock
 */
export function timeline(view: RunView, now: number): Timeline {
  const origin = originOf(view);
  const length = view.state === 'ended' ? (view.duration ?? 0) * 1000 : now - origin;
  const end = Math.max(origin + length, lastMoment(view), origin + 1);
  const total = end - origin;
  const blocks = condensed(
    [
      ...phaseBlock(view.phases.before, 'before', end),
      ...stepBlocks(view.phases.method, 'step', end),
      ...phaseBlock(view.phases.after, 'after', end),
      ...stepBlocks(view.phases.rollbacks, 'rollback', end),
    ],
    total,
  );
  const lines = stack(blocks);
  const shift = <T extends Span>(spans: readonly T[]): T[] =>
    spans
      .map((span) => ({ ...span, from: Math.max(0, span.from - origin), to: span.to - origin }))
      .filter(({ to }) => to > 0);
  const { lanes, quiet } = lanesOf(view, end);
  return {
    total,
    blocks: shift(blocks),
    lines,
    watched: shift(view.during?.stretches ?? []),
    lanes: lanes.map((lane) => ({ ...lane, levels: shift(lane.levels) })),
    quiet,
    happenings: happeningsOf(view, lanes, origin, end),
    plots: plotsOf(view, origin),
    marks: marks(total),
  };
}

/**
 * When the first step began, in milliseconds of the run's clock. That clock runs already while a
 * person is asked for consent, which is no part of the experiment.
 */
export function originOf(view: RunView): number {
  const starts = Object.values(view.phases).flatMap(({ rows: [first] }) =>
    first === undefined ? [] : [first.startedMono],
  );
  return starts.length === 0 ? view.mono : Math.min(...starts);
}

function lastMoment(view: RunView): number {
  const ends = Object.values(view.phases).flatMap((phase) =>
    phase.rows.map((row) => row.startedMono + lengthOf(row)),
  );
  return Math.max(0, ...ends);
}

type Row = PhaseView['rows'][number];

function lengthOf(row: Row): number {
  if (row.what === 'activity') {
    return (row.duration ?? 0) * 1000;
  }
  return row.state === 'over' ? row.seconds * 1000 : 0;
}

function endOf(row: Row, next: Row | undefined, total: number): number {
  if (row.state === 'running') {
    return total;
  }
  const cutShort = row.what === 'pause' && row.state !== 'over';
  return cutShort ? (next?.startedMono ?? row.startedMono) : row.startedMono + lengthOf(row);
}

function phaseBlock(phase: PhaseView, kind: 'before' | 'after', total: number): Block[] {
  const [first] = phase.rows;
  if (first === undefined) {
    return [];
  }
  const ends = phase.rows.map((row, index) => endOf(row, phase.rows[index + 1], total));
  const state =
    phase.state === 'running'
      ? 'running'
      : phase.met === true
        ? 'good'
        : phase.met === false
          ? 'bad'
          : 'neutral';
  return [
    { id: kind, kind, name: '', from: first.startedMono, to: Math.max(...ends), state, line: 0 },
  ];
}

function stepBlocks(phase: PhaseView, kind: 'step' | 'rollback', total: number): Block[] {
  return phase.rows.map((row, index) => ({
    id: row.id,
    kind: row.what === 'pause' ? 'pause' : kind,
    name: row.what === 'pause' ? '' : row.name,
    from: row.startedMono,
    to: endOf(row, phase.rows[index + 1], total),
    state: row.state === 'running' ? 'running' : goodness(row),
    line: 0,
  }));
}

function goodness(row: Row): Block['state'] {
  if (row.what === 'pause') {
    return 'neutral';
  }
  if (row.state === 'failed' || row.state === 'interrupted' || row.toleranceMet === false) {
    return 'bad';
  }
  return row.state === 'succeeded' ? 'good' : 'neutral';
}

/** Gives each block the first line that is free at its time; returns how many lines there are. */
function stack(blocks: Block[]): number {
  const free: number[] = [];
  for (const block of blocks) {
    const line = free.findIndex((until) => until <= block.from + 0.5);
    block.line = line === -1 ? free.length : line;
    free[block.line] = block.to;
  }
  return Math.max(1, free.length);
}

/** Four to eight marks at round times. */
function marks(total: number): number[] {
  const rough = total / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const result: number[] = [];
  for (let at = 0; at <= total; at += step) {
    result.push(at);
  }
  return result;
}
