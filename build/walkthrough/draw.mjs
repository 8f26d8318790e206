/**
 * Draws the pictures of the walkthrough, one for each step and language, into media/walkthrough:
 * `node build/walkthrough/draw.mjs`. They say what the editor says: the words are those of its messages.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, learn } from '../../src/messages/format.ts';
import {
  arrow,
  box,
  button,
  card,
  colors,
  paragraph,
  path,
  picture,
  pointer,
  rect,
  text,
  tree,
  verdict,
  widthOf,
} from './parts.mjs';

export const languages = ['en', 'ja'];

/** Words of the pictures alone. */
const words = {
  en: {
    should: 'how it should be',
    does: 'what is done to it',
    you: 'you',
    machine: 'your machine',
  },
  ja: { should: 'あるべき姿', does: '何をするか', you: 'あなた', machine: 'あなたのマシン' },
};

/**
 * @param {string} language
 * @returns {Promise<Record<string, string>>} each step's picture, SVG
 */
export async function pictures(language) {
  await learn(language);
  const nls = language === 'en' ? 'package.nls.json' : `package.nls.${language}.json`;
  const titles = JSON.parse(readFileSync(new URL(`../../${nls}`, import.meta.url), 'utf8'));
  const say = (code, args = {}) => format({ code, args }, language);
  const drawn = draw(say, words[language], titles);
  return Object.fromEntries(
    Object.entries(drawn).map(([step, content]) => [
      step,
      picture(titles[`walkthrough.${step}.alt`], content),
    ]),
  );
}

function draw(say, own, titles) {
  const clusters = `CHAOS: ${titles['view.clusters'].toUpperCase()}`;
  const practice = say('editor.practice.name');
  const running = say('editor.practice.state.running');
  const here = say('editor.explorer.target');
  const run = `▶ ${say('editor.lens.run')}`;
  const held = say('engine.verdict-held');
  const top = [
    [0, 'filled', practice, running],
    [1, 'braces', 'default', here],
  ];
  const pods = (name, ...ends) => ends.map((end) => [3, 'pod', `${name}-…-${end}`, 'Running']);
  const back = [[2, 'layers', 'back', '2/2'], ...pods('back', '5xzdc', '7bnwk')];
  const front = [[2, 'layers', 'front', '2/2'], ...pods('front', '5lvt5', 'pxtpg')];
  const frontend = [2, 'service', 'frontend', 'http://127.0.0.1:8080'];
  const explorer = (rows, width = 340, x = 30) =>
    card(x, 30, width, 54 + rows.length * 25 + 8, clusters) + tree(x + 16, 92, rows);
  const panel = (y, mood, code, sentence) =>
    verdict(190, y, 340, mood, say(`editor.panel.word.${code}`).toUpperCase(), sentence);
  const deviated = say('engine.verdict-deviated-stopped-after', {
    probe: 'front service must still respond',
    step: 'delete-backend',
  });
  const since = say('engine.reason-unready', { name: 'back', since: '12:01:03' });
  const completed = panel(268, 'good', 'completed', held);
  const broken = verdict(
    40,
    84,
    480,
    'bad',
    say('editor.panel.word.deviated').toUpperCase(),
    `${deviated}${since.startsWith('“') ? ' ' : ''}${since}`,
  );
  const below = 84 + broken.height;

  return {
    start: laptop(own.machine) + explorer(top, 330) + pointer(206, 98),
    workspace:
      card(30, 30, 500, 330, 'experiment.pod.json', colors.page) +
      text(50, 96, `${run}  |  ✓ ${say('editor.lens.check')}  |  practice · default`, {
        size: 12,
        color: colors.muted,
      }) +
      json(50, 122) +
      bracket(322, 156, 62, own.should) +
      bracket(322, 256, 62, own.does),
    deploy: explorer([...top, ...back, ...front, frontend], 400, 80),
    look:
      browser('http://127.0.0.1:8080', 'Hello from the backend (back-…-7bnwk).') +
      text(72, 325, own.you, { size: 15, bold: true, anchor: 'middle' }) +
      arrow(112, 320, 62) +
      box(190, 288, 'frontend', { note: 'v1' }) +
      arrow(322, 320, 62) +
      box(400, 288, 'backend'),
    pod:
      explorer(
        [
          ...top,
          [2, 'warning', 'front', '1/2'],
          [3, 'pod', 'front-…-pxtpg', 'Running'],
          [3, 'ending', 'front-…-5lvt5', say('editor.explorer.terminating', { seconds: 2 }), true],
          [3, 'starting', 'front-…-w8kqz', 'Pending'],
        ],
        340,
      ) + completed.svg,
    deployment:
      card(20, 30, 520, below + 96, 'What if the backend is gone?', colors.page) +
      broken.svg +
      path(`M44 ${below + 33}l8 8m0-8l-8 8`, colors.bad, { width: 2 }) +
      text(64, below + 42, 'front service must still respond') +
      text(512, below + 42, `500  ${say('editor.panel.wanted', { value: 200 })}`, {
        mono: true,
        color: colors.bad,
        anchor: 'end',
      }) +
      paragraph(64, below + 70, say('editor.panel.why', { reason: since }), 440, {
        size: 12.5,
        color: colors.muted,
      }),
    undo:
      button(40, 44, say('editor.undo.one', { kind: 'deployment', name: 'back' })) +
      pointer(150, 60) +
      path('M280 92v34m-7-8l7 8 7-8', colors.muted) +
      `<g transform="translate(80 112)">${explorer([...top, ...back], 340, 30)}</g>`,
    breaker:
      box(40, 150, 'frontend', { note: 'v2' }) +
      path('M162 182h58', colors.text, { width: 1.8 }) +
      `<circle cx="226" cy="182" r="5" fill="${colors.warn}"/><circle cx="316" cy="182" r="5" fill="${colors.warn}"/>` +
      path('M230 178l70-46', colors.warn, { width: 2.6 }) +
      path('M322 182h58', colors.muted, { width: 1.8, dash: '5 4' }) +
      text(271, 218, 'frontbreaker', { size: 12, color: colors.muted, anchor: 'middle' }) +
      box(400, 150, 'backend', { gone: true }) +
      bubble(60, 56, 'Sorry...I’m frontend.') +
      path('M60 300h440', colors.line, { width: 1, dash: '3 5' }) +
      paragraph(60, 336, titles['walkthrough.breaker.alt'], 440, { color: colors.muted }),
    again: explorer([...top, ...front, frontend], 380) + completed.svg,
    clean:
      explorer([...top, [2, 'braces', say('editor.explorer.empty')]], 360, 100) +
      `<circle cx="280" cy="290" r="46" fill="none" stroke="${colors.good}" stroke-width="4"/>` +
      path('M258 291l16 18 30-37', colors.good, { width: 5 }),
  };
}

function laptop(label) {
  return (
    rect(170, 176, 300, 176, colors.page, { stroke: colors.line, radius: 12 }) +
    path('M136 352h368l-14 20H150z', colors.line, { fill: colors.card, width: 1 }) +
    [250, 320, 390].map((x) => hexagon(x, 262)).join('') +
    path('M276 262h18m52 0h18', colors.muted, { dash: '3 3' }) +
    text(320, 328, label, { size: 12, color: colors.muted, anchor: 'middle' })
  );
}

function hexagon(x, y) {
  return (
    path(`M${x} ${y - 26}l22.5 13v26l-22.5 13-22.5-13v-26z`, colors.accent, { width: 2 }) +
    path(`M${x - 13} ${y + 1}h7l4-9 5 17 4-8h6`, colors.accent, { width: 1.8 })
  );
}

function json(x, y) {
  const line = (row, depth, ...parts) => {
    let at = x + depth * 16;
    return parts
      .map(([color, words]) => {
        const drawn = text(at, y + row * 25, words, { size: 12.5, mono: true, color });
        at += words.length * 7.55;
        return drawn;
      })
      .join('');
  };
  const { key, string, text: plain } = colors;
  return (
    line(
      0,
      0,
      [plain, '{ '],
      [key, '"title"'],
      [plain, ': '],
      [string, '"What if a pod … dies?"'],
      [plain, ','],
    ) +
    line(2, 1, [key, '"steady-state-hypothesis"'], [plain, ': {']) +
    line(3, 2, [string, '"front service must …"'], [plain, ': '], [plain, '200']) +
    line(4, 1, [plain, '},']) +
    line(6, 1, [key, '"method"'], [plain, ': [']) +
    line(7, 2, [string, '"delete-front-pod"']) +
    line(8, 1, [plain, ']']) +
    line(9, 0, [plain, '}'])
  );
}

/** A brace at the right of some lines, and what they are. */
function bracket(x, y, height, label) {
  const middle = height / 2;
  return (
    path(
      `M${x} ${y}q10 0 10 10v${middle - 16}q0 6 8 6q-8 0-8 6v${middle - 16}q0 10-10 10`,
      colors.accent,
    ) + text(x + 28, y + middle + 1, label, { size: 14, bold: true, color: colors.accent })
  );
}

function browser(address, body) {
  return (
    rect(60, 36, 440, 206, colors.page, { stroke: colors.line, radius: 10 }) +
    [80, 98, 116].map((x) => `<circle cx="${x}" cy="58" r="5" fill="${colors.line}"/>`).join('') +
    rect(140, 46, 340, 24, colors.card, { stroke: colors.line, radius: 12 }) +
    text(156, 62.5, address, { size: 12, color: colors.muted }) +
    path('M60 82h440', colors.line, { width: 1 }) +
    text(84, 124, body, { size: 14, mono: true })
  );
}

function bubble(x, y, words) {
  const width = widthOf(words, 14) + 36;
  return (
    path(
      `M${x + 8} ${y}h${width - 16}q8 0 8 8v36q0 8-8 8h-${width - 64}l-14 18-4-18h-30q-8 0-8-8v-36q0-8 8-8z`,
      colors.good,
      { fill: colors.card },
    ) + text(x + 18, y + 31, words, { size: 14 })
  );
}

if (import.meta.main) {
  for (const language of languages) {
    const folder = `media/walkthrough/${language}`;
    mkdirSync(folder, { recursive: true });
    for (const [step, svg] of Object.entries(await pictures(language))) {
      writeFileSync(`${folder}/${step}.svg`, svg);
    }
  }
}
