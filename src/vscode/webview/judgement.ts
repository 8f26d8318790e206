import type { RunView } from '../../engine/view.ts';
import type { Message } from '../../messages/types.ts';

/** A verdict as the panel shows it. */
export interface Judgement {
  mood: 'good' | 'bad' | 'warn' | 'running';
  /** Code of the one word, `editor.panel.` left out. */
  word: string;
  /** What it means, in one sentence. */
  sentence: Message;
  /** Chaos Toolkit's own words: `completed, deviated`. */
  field?: string;
}

/** What a run has come to, or is doing now. */
export function judge(view: RunView): Judgement {
  if (view.state !== 'ended') {
    const running = Object.values(view.phases)
      .flatMap((phase) => phase.rows)
      .findLast((row) => row.state === 'running');
    const name = running?.what === 'activity' ? running.name : undefined;
    const code = view.state === 'stopping' ? 'stopping' : name === undefined ? 'running' : 'doing';
    return {
      mood: 'running',
      word: view.state === 'stopping' ? 'word.stopping' : 'word.running',
      sentence: { code: `editor.panel.now.${code}`, args: { name: name ?? '' } },
    };
  }
  return { mood: view.deviated ? 'bad' : 'good', word: 'word.ended', sentence: { code: 'todo' } };
}
