import { html, type Markup } from './markup.ts';
import type { Block, Fact, Fold, Step, Stretch } from './model.ts';
import { timelineSvg } from './timeline-svg.ts';
import type { Words } from './words.ts';

/** Signs, so that colour never speaks alone. */
export const signs = { good: '✓', bad: '✗', warn: '!', neutral: '·' } as const;

/** A block of a section as HTML. */
export function htmlBlock(block: Block, words: Words): Markup {
  switch (block.kind) {
    case 'text':
      return html`<p>${block.text}</p>`;
    case 'facts':
      return html`<dl>${block.rows.map(fact)}</dl>`;
    case 'steps':
      return steps(block.caption, block.steps, words);
    case 'checks':
      return checks(block.caption, block.stretches, words);
    case 'timeline':
      return timelineSvg(block.timeline, block.watched, block.caption, words);
    case 'fold':
      return fold(block.fold);
  }
}

function fact({ label, value }: Fact): Markup {
  return html`<dt>${label}</dt><dd>${value}</dd>`;
}

function steps(caption: string, rows: readonly Step[], words: Words): Markup {
  return html`<table><caption>${caption}</caption><thead><tr><th scope="col" class="wide">${words.say(
    'step',
  )}</th><th scope="col" class="result">${words.say('result')}</th><th scope="col">${words.say(
    'at',
  )}</th><th scope="col">${words.say('took')}</th></tr></thead><tbody>${rows.map((row) =>
    step(row, words),
  )}</tbody></table>`;
}

function step(row: Step, words: Words): Markup {
  const { name, kind, mood, result, at, took, wanted, reason, folds } = row;
  return html`<tr><th scope="row">${name} <span class="muted">${kind}</span></th><td><b class="${mood}">${
    signs[mood]
  } ${result}</b></td><td>${at}</td><td>${took}</td></tr>
<tr class="more"><td colspan="4">${
    wanted !== undefined && html`<p class="muted">${words.say('wanted', { value: wanted })}</p>`
  }${reason !== undefined && html`<p class="muted">${reason}</p>`}${folds.map(fold)}</td></tr>
`;
}

function fold({ label, brief, text, note }: Fold): Markup {
  return html`<details><summary><b>${label}</b> ${brief}</summary><pre tabindex="0" aria-label="${label}">${text}</pre>${
    note !== undefined && html`<p class="muted">${note}</p>`
  }</details>`;
}

function checks(caption: string, rows: readonly Stretch[], words: Words): Markup {
  return html`<table><caption>${caption}</caption><thead><tr><th scope="col">${words.say(
    'from',
  )}</th><th scope="col">${words.say('to')}</th><th scope="col">${words.say(
    'checks',
  )}</th><th scope="col" class="result">${words.say('result')}</th></tr></thead><tbody>${rows.map(
    ({ from, to, count, mood, result }) =>
      html`<tr><th scope="row">${from}</th><td>${to}</td><td>${count}</td><td><b class="${mood}">${
        signs[mood]
      } ${result}</b></td></tr>`,
  )}</tbody></table>`;
}
