import { h } from './dom.ts';

/** How something went; each has a sign of its own, so that colour never speaks alone. */
export type Mood = 'good' | 'bad' | 'warn' | 'running' | 'neutral' | 'skipped';

/** Text presentation of signs that fonts may draw as emoji. */
const plain = '\uFE0E';

const signs: Readonly<Record<Mood, string>> = {
  good: '✓',
  bad: '✗',
  warn: `⚠${plain}`,
  running: '●',
  neutral: '·',
  skipped: '↷',
};

/** A sign with its word for those who don't see it. */
export function sign(mood: Mood, word: string): HTMLElement {
  return h(
    'span',
    { class: `sign ${mood}`, role: 'img', 'aria-label': word, title: word },
    signs[mood],
  );
}
