import type { Timeline } from '../engine/timeline.ts';
import type { Mood } from '../engine/verdict.ts';

/** A report in words, before it is a page or Markdown. */
export interface Report {
  /** Path of the journal. */
  source: string;
  title: string;
  mood: Mood;
  /** The verdict: its word, what it means, and Chaos Toolkit’s own status. */
  word: string;
  sentence: string;
  status: string;
  sections: Section[];
}

/** A part of a report with a heading of its own. */
export interface Section {
  /** Part of an anchor. */
  id: string;
  heading: string;
  blocks: Block[];
}

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'facts'; rows: Fact[] }
  | { kind: 'steps'; caption: string; steps: Step[] }
  | { kind: 'checks'; caption: string; stretches: Stretch[] }
  | { kind: 'timeline'; caption: string; timeline: Timeline; watched: Watched[] }
  | { kind: 'fold'; fold: Fold };

/** A name and its value. */
export interface Fact {
  label: string;
  value: string;
}

/** An activity that was carried out. */
export interface Step {
  name: string;
  /** Probe or action, and whether in the background. */
  kind: string;
  mood: 'good' | 'bad' | 'neutral';
  /** How it went, in a word. */
  result: string;
  /** Of a probe of the hypothesis. */
  wanted?: string;
  /** When it began, after the run did. */
  at: string;
  took: string;
  /** Why it failed, in a line. */
  reason?: string;
  folds: Fold[];
}

/** A longer text that is opened by hand. */
export interface Fold {
  label: string;
  /** Its beginning, on one line. */
  brief: string;
  text: string;
  /** Said under a text that was cut. */
  note?: string;
}

/** Checks in a row that came to the same. */
export interface Stretch {
  from: string;
  to: string;
  count: number;
  mood: 'good' | 'bad' | 'neutral';
  result: string;
}

/** The same on the timeline; milliseconds from its left edge. */
export interface Watched {
  from: number;
  to: number;
  mood: Stretch['mood'];
}
