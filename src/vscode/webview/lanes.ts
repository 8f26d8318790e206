import { seconds } from '../../engine/figures.ts';
import type { Block, Timeline } from '../../engine/timeline.ts';
import type { Moment } from '../../engine/timeline-happenings.ts';
import type { Lane } from '../../engine/timeline-lanes.ts';
import type { Plot } from '../../engine/timeline-plots.ts';
import type { Stretch } from '../../engine/view.ts';
import { h } from './dom.ts';
import type { Page } from './page.ts';
import { drawPlot, figure } from './plot.ts';
import { put, type Scale } from './scale.ts';

/** Pixels of a line of steps, and of one of events. */
const lineHeight = 22;
const eventHeight = 18;

/** Lines of events; what finds no place in them has a sign without words. */
const mostLines = 4;

/** Part of the width that a label needs; a shorter stretch only has its title. */
const shortest = 0.12;

/** Pixels of the name beside a track and of a letter, roughly: only which labels fit depends on them. */
const nameWidth = 150;
const letterWidth = 6.5;

function lane(name: string, title: string, track: HTMLElement): HTMLElement {
  return h(
    'div',
    { class: 'lane', role: 'group', 'aria-label': title },
    h('span', { class: 'lane-name', title, 'aria-hidden': 'true' }, name),
    track,
  );
}

/** What was done, and when; what overlaps stands below each other. */
export function stepsLane({ blocks, lines }: Timeline, scale: Scale, page: Page): HTMLElement {
  const track = h('div', { class: 'track steps' });
  track.style.height = `${lines * lineHeight}px`;
  for (const block of blocks) {
    track.append(drawBlock(block, scale, page));
  }
  const name = page.say('lane.steps');
  return lane(name, name, track);
}

function drawBlock(block: Block, scale: Scale, page: Page): HTMLElement {
  const { kind, from, to, state, count = 1 } = block;
  const named = kind === 'step' || kind === 'rollback';
  const label = named
    ? count > 1
      ? page.say('steps', { count })
      : block.name
    : page.say(`lane.${kind}`);
  const title = [
    label,
    kind === 'pause' ? '' : page.say(`lane.state.${state}`),
    seconds((to - from) / 1000),
  ];
  const said = title.filter((part) => part !== '').join(' · ');
  const element = h(
    'div',
    { class: `block ${kind} ${state}`, title: said, role: 'img', 'aria-label': said },
    h('span', {}, `${state === 'bad' ? '✗ ' : ''}${label}`),
  );
  put(element, from, to, scale);
  element.style.top = `${block.line * lineHeight}px`;
  return element;
}

/** Checks of a hypothesis that was watched all along. */
export function watchedLane(stretches: readonly Stretch[], scale: Scale, page: Page): HTMLElement {
  const track = h('div', { class: 'track watched' });
  for (const { met, count, from, to } of stretches) {
    const state = met === null ? 'neutral' : met ? 'good' : 'bad';
    const word =
      met === null ? page.say('lane.state.neutral') : page.say(`state.${met ? 'met' : 'not-met'}`);
    const said = `${page.say('checks', { count })} · ${word}`;
    const element = h(
      'div',
      { class: `stretch ${state}`, title: said, role: 'img', 'aria-label': said },
      state === 'bad' && '✗',
    );
    put(element, from, to, scale);
    track.append(element);
  }
  return lane(page.say('lane.watched'), page.say('lane.watched'), track);
}

/** How many pods or endpoints were ready. */
export function workloadLane({ kind, namespace, name, levels }: Lane, scale: Scale, page: Page) {
  const track = h('div', { class: 'track levels' });
  const top = Math.max(1, ...levels.flatMap(({ ready, wanted }) => [ready, wanted]));
  for (const level of levels) {
    const { ready, wanted, from, to } = level;
    const label = wanted === 0 ? page.say('ready-none') : page.say('ready', { ready, wanted });
    const bad = ready < wanted || ready === 0;
    const title = `${label} · ${seconds((to - from) / 1000)}`;
    const element = h(
      'div',
      { class: `level ${bad ? 'bad' : 'good'}`, title, role: 'img', 'aria-label': title },
      to - from > shortest * scale.total && h('span', {}, label),
    );
    put(element, from, to, scale);
    element.style.setProperty('--share', String(ready / top));
    track.append(element);
  }
  const shown = kind === 'Service' ? page.say('lane.service', { name }) : name;
  return lane(shown, `${kind} ${namespace}/${name}`, track);
}

/** What Kubernetes reported: a sign at the moment, words beside it where there is room. */
export function eventsLane(moments: readonly Moment[], scale: Scale, page: Page): HTMLElement {
  const track = h('div', { class: 'track moments' });
  const free: number[] = [];
  const pixels = Math.max(200, scale.width - nameWidth);
  let lines = 1;
  for (const { at, reason, name, kind, text, warning, count } of moments) {
    const times = count > 1 ? ` ×${count}` : '';
    const label = `${reason} ${name}${times}`;
    const left = (at / scale.total) * pixels;
    const need = (label.length + 3) * letterWidth;
    const line = [0, 1, 2, 3].find((index) => (free[index] ?? 0) <= left) ?? -1;
    const fits = line !== -1 && left + need <= pixels;
    const title = `${kind} ${label} · ${text}`;
    const element = h(
      'div',
      { class: `moment${warning ? ' warn' : ''}`, title, role: 'img', 'aria-label': title },
      h('span', { class: 'point' }, warning ? '▲' : '●'),
      fits && h('span', {}, label),
    );
    element.style.left = `${(at / scale.total) * 100}%`;
    element.style.top = `${Math.max(0, line) * eventHeight}px`;
    if (line !== -1) {
      free[line] = left + (fits ? need : 2 * letterWidth);
      lines = Math.max(lines, line + 1);
    }
    track.append(element);
  }
  track.style.height = `${Math.min(lines, mostLines) * eventHeight}px`;
  return lane(page.say('lane.events'), page.say('lane.events'), track);
}

/** Numbers that a probe gave. */
export function plotLane(plot: Plot, scale: Scale, page: Page): HTMLElement {
  const [first, last] = [plot.points[0], plot.points.at(-1)];
  const all = plot.points.map(({ value }) => value);
  const args = {
    name: plot.name,
    count: plot.points.length,
    first: figure(first?.value ?? 0, page.language),
    last: figure(last?.value ?? 0, page.language),
    least: figure(Math.min(...all), page.language),
    greatest: figure(Math.max(...all), page.language),
  };
  const track = h(
    'div',
    {
      class: 'track plot',
      role: 'img',
      'aria-label': page.say('plot', args),
      title: page.say('plot', args),
    },
    drawPlot(plot, scale.total),
    h('span', { class: 'greatest', 'aria-hidden': 'true' }, figure(plot.greatest, page.language)),
    h('span', { class: 'least', 'aria-hidden': 'true' }, figure(plot.least, page.language)),
  );
  return lane(plot.name, plot.name, track);
}
