import type { Effect } from '../../engine/events.ts';
import { oneLine, pretty, round, seconds, short, ticking } from '../../engine/figures.ts';
import type { ActivityRow, PauseRow } from '../../engine/view.ts';
import type { Message } from '../../messages/types.ts';
import { h } from './dom.ts';
import type { Page } from './page.ts';
import { type Mood, sign } from './signs.ts';

/** A row of a section. */
export type Row = ActivityRow | PauseRow;

/**
 * Draws a row anew; it is called only when the row changed.
 * @param reasons what was seen of the workloads when the row did not hold
 */
export function drawRow(row: Row, page: Page, reasons: readonly Message[] = []): HTMLElement {
  return row.what === 'pause' ? drawPause(row, page) : drawActivity(row, page, reasons);
}

/** How an activity went. */
export function moodOf(row: ActivityRow): Mood {
  if (row.state === 'running') {
    return 'running';
  }
  if (row.state === 'skipped') {
    return 'skipped';
  }
  return row.state === 'succeeded' && row.toleranceMet !== false ? 'good' : 'bad';
}

function drawActivity(row: ActivityRow, page: Page, reasons: readonly Message[]): HTMLElement {
  const mood = moodOf(row);
  const open = page.opened.has(row.id);
  const detailId = `detail-${row.id}`;
  const result = resultText(row, page);
  const hasDetail =
    (row.output !== undefined && row.output !== null) ||
    row.exception !== undefined ||
    row.effects.length > 0;
  return h(
    'div',
    { class: `row ${mood}`, role: 'listitem', 'data-id': row.id },
    h(
      'div',
      { class: 'line' },
      sign(mood, page.say(stateWord(row, mood))),
      name(row, page),
      h('span', { class: 'time' }, ...time(row, page)),
      hasDetail
        ? h(
            'button',
            {
              class: 'result open',
              'aria-expanded': String(open),
              'aria-controls': detailId,
              title: page.say(open ? 'close-output' : 'open-output'),
              onclick: () => page.toggle(row.id),
            },
            h('span', { class: 'twist', 'aria-hidden': 'true' }, open ? '▾' : '▸'),
            h('span', { class: 'text' }, result),
            wanted(row, page),
          )
        : h(
            'span',
            { class: 'result plain' },
            h('span', { class: 'text' }, result),
            wanted(row, page),
          ),
    ),
    row.error !== undefined && h('p', { class: 'why' }, page.text(row.error)),
    ...reasons.map((reason) =>
      h('p', { class: 'why' }, page.say('why', { reason: page.text(reason) })),
    ),
    hasDetail && open && detail(row, detailId, page),
  );
}

function name(row: ActivityRow, page: Page): HTMLElement {
  const tags = row.background && h('span', { class: 'tag' }, page.say('background'));
  return page.abilities.reveal
    ? h(
        'span',
        { class: 'name' },
        h(
          'button',
          {
            class: 'link',
            title: page.say('reveal', { name: row.name }),
            onclick: () => page.send({ type: 'reveal', pointer: row.pointer }),
          },
          row.name,
        ),
        tags,
      )
    : h('span', { class: 'name' }, row.name, tags);
}

function time(row: ActivityRow, page: Page): (Node | string)[] {
  if (row.duration !== undefined) {
    return [seconds(row.duration)];
  }
  if (row.state !== 'running') {
    return [];
  }
  const elapsed = (page.now() - row.startedMono) / 1000;
  return [h('span', { 'data-since': row.startedMono }, ticking(elapsed))];
}

/** What happened, on one line: what was done to which object first, else the output. */
function resultText(row: ActivityRow, page: Page): string {
  if (row.state === 'running') {
    return page.say('state.running');
  }
  const [effect] = row.effects;
  const parts: string[] = [];
  if (effect !== undefined) {
    const more = row.effects.length - 1;
    parts.push(effectText(effect, page));
    if (more > 0) {
      parts.push(page.say('effect.more', { count: more }));
    }
  } else if (row.output !== undefined && row.state !== 'skipped') {
    parts.push(oneLine(row.output));
  }
  if (row.state === 'failed' || row.state === 'interrupted' || row.state === 'skipped') {
    parts.unshift(page.say(`state.${row.state}`));
  }
  if (row.error === undefined && row.state === 'failed' && row.exception !== undefined) {
    parts.push(row.exception.at(-1)?.trim() ?? '');
  }
  return parts.filter((part) => part !== '').join('  ');
}

function effectText({ verb, kind, name }: Effect, page: Page): string {
  return page.say(`effect.${verb}`, { kind: kind.toLowerCase(), name });
}

/** Beside the output and never cut off: what was wanted instead. */
function wanted(row: ActivityRow, page: Page): HTMLElement | undefined {
  return row.toleranceMet === false && row.tolerance !== undefined
    ? h('span', { class: 'wanted' }, page.say('wanted', { value: short(row.tolerance) }))
    : undefined;
}

function stateWord(row: ActivityRow, mood: Mood): string {
  if (row.state === 'succeeded') {
    return mood === 'bad' ? 'state.not-met' : 'state.succeeded';
  }
  return `state.${row.state}`;
}

function detail(row: ActivityRow, id: string, page: Page): HTMLElement {
  const parts: HTMLElement[] = [];
  if (row.effects.length > 0) {
    parts.push(
      h(
        'ul',
        { class: 'effects' },
        ...row.effects
          .slice(0, 200)
          .map((effect) =>
            h(
              'li',
              {},
              effectText(effect, page),
              effect.namespace !== undefined &&
                h(
                  'span',
                  { class: 'muted' },
                  ` ${page.say('in', { namespace: effect.namespace })}`,
                ),
            ),
          ),
      ),
    );
  }
  if (row.tolerance !== undefined) {
    parts.push(field(page.say('tolerance'), pretty(row.tolerance).text));
  }
  if (row.output !== undefined && row.output !== null) {
    const output = pretty(row.output);
    parts.push(
      field(page.say('output'), output.text, {
        copy: page,
        note: output.cut ? page.say('cut') : undefined,
      }),
    );
  }
  if (row.exception !== undefined) {
    parts.push(
      field(
        page.say('exception'),
        row.exception.map((line) => line.replace(/\n$/, '')).join('\n'),
        { copy: page },
      ),
    );
  }
  return h('div', { class: 'detail', id }, ...parts);
}

function field(
  label: string,
  text: string,
  extra: { copy?: Page; note?: string | undefined } = {},
): HTMLElement {
  const { copy, note } = extra;
  return h(
    'div',
    { class: 'field' },
    h(
      'div',
      { class: 'label' },
      label,
      copy !== undefined &&
        h(
          'button',
          { class: 'copy', onclick: () => copy.send({ type: 'copy', text }) },
          copy.say('copy'),
        ),
    ),
    h('pre', { tabindex: '0', 'aria-label': label }, text),
    note !== undefined && h('p', { class: 'muted' }, note),
  );
}

function drawPause(row: PauseRow, page: Page): HTMLElement {
  const running = row.state === 'running';
  const left = row.seconds - (page.now() - row.startedMono) / 1000;
  const word =
    row.state === 'running' || row.state === 'over'
      ? page.say('pause', { seconds: round(row.seconds) })
      : page.say(`pause.${row.state}`, { seconds: round(row.seconds) });
  return h(
    'div',
    { class: `row pause ${running ? 'running' : 'neutral'}`, role: 'listitem', 'data-id': row.id },
    h(
      'div',
      { class: 'line' },
      h('span', { class: 'sign neutral', 'aria-hidden': 'true' }, '‖'),
      h('span', { class: 'name' }, word),
      h('span', { class: 'time' }),
      running
        ? h(
            'span',
            { class: 'result plain' },
            h(
              'span',
              { class: 'text', 'data-until': row.startedMono + row.seconds * 1000 },
              page.say('pause.left', { left: ticking(Math.ceil(left)) }),
            ),
            page.abilities.control &&
              h(
                'button',
                { class: 'copy', onclick: () => page.send({ type: 'skip', pauseId: row.id }) },
                page.say('pause.skip'),
              ),
          )
        : h('span', { class: 'result plain' }),
    ),
  );
}
