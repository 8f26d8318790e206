import { round, seconds } from '../engine/figures.ts';
import type { Block, Timeline } from '../engine/timeline.ts';
import type { Moment } from '../engine/timeline-happenings.ts';
import type { Lane } from '../engine/timeline-lanes.ts';
import { html, type Markup } from './markup.ts';
import type { Watched } from './model.ts';
import type { Words } from './words.ts';

/** Pixels of a line of steps, of the strip of checks, and of the axis. */
const lineHeight = 24;
const stripHeight = 12;
const axisHeight = 18;

/** Pixels of a workload's name and its readiness below it, and of a line of events. */
const laneHeight = 32;
const eventsHeight = 18;

/**
 * A run to scale. Widths are shares of the picture’s, heights are pixels: it fits any page, and texts
 * keep their form.
 */
export function timelineSvg(
  { blocks, lines, total, marks, lanes, happenings }: Timeline,
  watched: readonly Watched[],
  caption: string,
  words: Words,
): Markup {
  const share = (milliseconds: number) => `${((milliseconds / total) * 100).toFixed(3)}%`;
  const strip = watched.length === 0 ? 0 : stripHeight;
  const lanesTop = lines * lineHeight + strip;
  const eventsTop = lanesTop + lanes.length * laneHeight;
  const bottom = eventsTop + (happenings.length > 0 ? eventsHeight : 0);
  return html`<svg role="img" aria-label="${caption}" height="${bottom + axisHeight}">${marks.map(
    (mark) => html`<line x1="${share(mark)}" x2="${share(mark)}" y1="0" y2="${bottom + 4}"/>`,
  )}${blocks.map((block) => drawn(block, share, words))}${watched.map(
    ({ from, to, mood }) =>
      html`<rect class="watched ${mood}" x="${share(from)}" width="${share(to - from)}" y="${
        lines * lineHeight
      }" height="${stripHeight - 2}"/>`,
  )}${lanes.map((lane, index) => readiness(lane, lanesTop + index * laneHeight, share, words))}${happenings.map(
    (moment) => happening(moment, eventsTop + eventsHeight / 2, share),
  )}${marks.map(
    (mark, index) =>
      html`<text class="mark${index % 2 === 1 && ' odd'}" x="${share(mark)}" y="${
        bottom + axisHeight - 3
      }" text-anchor="${anchor(mark / total)}">${markText(mark, total)}</text>`,
  )}</svg>`;
}

/** A text within a picture of its own is cut off where its block ends. */
function drawn(block: Block, share: (milliseconds: number) => string, words: Words): Markup {
  const { kind, from, to, line, state } = block;
  const named = kind === 'step' || kind === 'rollback';
  const label = named ? block.name : words.panel(`lane.${kind}`);
  const sign = { good: '✓ ', bad: '✗ ', running: '', neutral: '' }[state];
  const width = Math.max(to - from, 0);
  const look = kind === 'pause' ? 'pause' : state;
  // Seconds are thin beside hours; what happened is seen all the same.
  return html`<rect class="${look}" x="${share(from)}" y="${line * lineHeight}" width="3" height="${
    lineHeight - 2
  }"/><svg class="block ${look}" x="${share(from)}" y="${
    line * lineHeight
  }" width="${share(width)}" height="${
    lineHeight - 2
  }"><title>${label}, ${seconds(width / 1000)}</title><rect width="100%" height="100%"/><text x="4" y="15">${sign}${label}</text></svg>`;
}

/** A workload's name, and below it how many of its pods were ready. */
function readiness(
  { kind, name, levels }: Lane,
  top: number,
  share: (milliseconds: number) => string,
  words: Words,
): Markup {
  const shown = kind === 'Service' ? words.panel('lane.service', { name }) : name;
  return html`<text class="mark" x="0" y="${top + 13}">${shown}</text>${levels.map((level) => {
    const { ready, wanted, from, to } = level;
    const said = wanted === 0 ? words.panel('ready-none') : words.panel('ready', { ready, wanted });
    const look = ready < wanted || ready === 0 ? 'bad' : 'good';
    return html`<svg class="block ${look}" x="${share(from)}" y="${top + 16}" width="${share(
      to - from,
    )}" height="14"><title>${shown}: ${said}, ${seconds(
      (to - from) / 1000,
    )}</title><rect width="100%" height="100%"/><text x="4" y="11">${said}</text></svg>`;
  })}`;
}

/** A sign at the moment; the list below the picture has the words. */
function happening(
  { at, warning, reason, kind, name, count }: Moment,
  y: number,
  share: (milliseconds: number) => string,
): Markup {
  const times = count > 1 ? ` ×${count}` : '';
  return html`<circle class="${warning ? 'warned' : 'told'}" cx="${share(at)}" cy="${y}" r="4"><title>${reason} ${kind} ${name}${times}</title></circle>`;
}

/** Seconds, or milliseconds of a run that has hardly any of the former. */
function markText(mark: number, total: number): string {
  return total < 100 ? `${Number(mark.toFixed(2))} ms` : round(mark / 1000);
}

function anchor(share: number): string {
  return share < 0.05 ? 'start' : share > 0.9 ? 'end' : 'middle';
}
