import { type Mood, verdict } from '../../engine/verdict.ts';
import type { RunView } from '../../engine/view.ts';
import type { Message } from '../../messages/types.ts';

/** A verdict as the panel shows it. */
export interface Judgement {
  mood: Mood | 'running';
  /** Code of the one word, `editor.panel.` left out. */
  word: string;
  /** What it means, in one sentence. */
  sentence: Message;
  /** What was seen of the workloads then, as one more sentence. */
  because?: Message;
  /** Chaos Toolkit's own words: `completed, deviated`. */
  status?: Message;
}

/** What a run has come to, or is doing now. */
export function judge(view: RunView, language: string): Judgement {
  if (view.state !== 'ended') {
    return now(view);
  }
  const { headline, ...said } = verdict(view, language);
  return { word: `word.${headline}`, ...said };
}

function now(view: RunView): Judgement {
  if (view.state === 'stopping') {
    return {
      mood: 'running',
      word: 'word.stopping',
      sentence: { code: 'editor.panel.now.stopping' },
    };
  }
  const [held] = view.held;
  if (held !== undefined) {
    const sentence = { code: 'editor.panel.now.held', args: { name: held.name } };
    return { mood: 'running', word: 'word.held', sentence };
  }
  const row = Object.values(view.phases)
    .flatMap((phase) => phase.rows)
    .findLast(({ state }) => state === 'running');
  const sentence =
    row?.what === 'activity'
      ? { code: 'editor.panel.now.doing', args: { name: row.name } }
      : { code: `editor.panel.now.${row === undefined ? 'running' : 'pausing'}` };
  return { mood: 'running', word: 'word.running', sentence };
}
