/**
 * Pieces of the walkthrough's pictures, as SVG text. Colours are those of the reader's theme, which the
 * editor gives to the page; nothing is coloured by a style sheet, as its policy allows none.
 */

const theme = (name, otherwise) => `var(--vscode-${name}, ${otherwise})`;

export const colors = {
  text: theme('foreground', '#808080'),
  muted: theme('descriptionForeground', '#808080'),
  page: theme('editor-background', 'transparent'),
  side: theme('sideBar-background', 'transparent'),
  card: theme('editorWidget-background', 'transparent'),
  line: theme('editorWidget-border', theme('panel-border', '#808080')),
  accent: theme('button-background', '#0078d4'),
  onAccent: theme('button-foreground', '#ffffff'),
  good: theme('testing-iconPassed', '#388a34'),
  bad: theme('testing-iconFailed', '#c72e0f'),
  warn: theme('list-warningForeground', '#bf8803'),
  key: theme('symbolIcon-propertyForeground', theme('foreground', '#808080')),
  string: theme('debugTokenExpression-string', theme('foreground', '#808080')),
};

const fonts = {
  plain: theme('font-family', 'sans-serif'),
  mono: theme('editor-font-family', 'monospace'),
};

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Characters as wide as they are high: kana, kanji and their punctuation. */
const wide = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/** About how wide a text is drawn. */
export function widthOf(text, size) {
  return [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 1 : 0.56), 0) * size;
}

/** Breaks a text at blanks, and between wide characters but not before their punctuation. */
export function wrapped(text, size, width) {
  const lines = [''];
  for (const piece of text.match(
    /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef][、。」）]*|[^\s\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+\s*|\s+/g,
  ) ?? []) {
    const last = lines.length - 1;
    if (lines[last] !== '' && widthOf(lines[last] + piece.trimEnd(), size) > width) {
      lines.push(piece);
    } else {
      lines[last] += piece;
    }
  }
  return lines.map((line) => line.trimEnd());
}

/** @param {{size?: number, color?: string, bold?: boolean, mono?: boolean, anchor?: string}} [look] */
export function text(x, y, words, look = {}) {
  const { size = 13, color = colors.text, bold = false, mono = false, anchor = 'start' } = look;
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${x}" y="${y}" font-size="${size}" font-family="${mono ? fonts.mono : fonts.plain}" fill="${color}" text-anchor="${anchor}"${weight} xml:space="preserve">${escaped(words)}</text>`;
}

/** Lines of a text beneath one another. */
export function paragraph(x, y, words, width, look = {}) {
  const size = look.size ?? 13;
  return wrapped(words, size, width)
    .map((line, index) => text(x, y + index * size * 1.5, line, look))
    .join('');
}

export const rect = (x, y, width, height, fill, { stroke = 'none', radius = 6, dash = '' } = {}) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" stroke="${stroke}"${dash && ` stroke-dasharray="${dash}"`}/>`;

export const path = (d, stroke, { width = 1.6, fill = 'none', dash = '' } = {}) =>
  `<path d="${d}" fill="${fill}" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${dash && ` stroke-dasharray="${dash}"`}/>`;

/** A window with a bar on top; its title, and what is in it. */
export function card(x, y, width, height, title, fill = colors.side) {
  return (
    rect(x, y, width, height, fill, { stroke: colors.line, radius: 8 }) +
    text(x + 16, y + 25, title, { size: 12, bold: true, color: colors.muted }) +
    path(`M${x} ${y + 38}h${width}`, colors.line, { width: 1 })
  );
}

const icons = {
  filled: (x, y) => `<circle cx="${x}" cy="${y}" r="4.5" fill="${colors.good}"/>`,
  pod: (x, y) =>
    `<circle cx="${x}" cy="${y}" r="6.5" fill="${colors.good}"/>${path(`M${x - 3} ${y}l2.2 2.4 3.8-4.6`, colors.page)}`,
  ending: (x, y) =>
    `<circle cx="${x}" cy="${y}" r="5.5" fill="none" stroke="${colors.muted}" stroke-width="1.5" stroke-dasharray="3 2.4"/>`,
  starting: (x, y) =>
    `<circle cx="${x}" cy="${y}" r="5.5" fill="none" stroke="${colors.good}" stroke-width="1.5"/>`,
  layers: (x, y) =>
    path(
      `M${x} ${y - 6}l6.5 3.3-6.5 3.3-6.5-3.3zM${x - 6.5} ${y + 0.6}l6.5 3.3 6.5-3.3M${x - 6.5} ${y + 3.6}l6.5 3.3 6.5-3.3`,
      colors.text,
      { width: 1.2 },
    ),
  braces: (x, y) => text(x - 3, y + 4.5, '{}', { size: 12, mono: true, anchor: 'middle' }),
  service: (x, y) =>
    path(`M${x - 6} ${y - 3}h11l-3-3m-8 9h11m-11 0l3 3`, colors.text, { width: 1.2 }),
  warning: (x, y) =>
    path(`M${x} ${y - 6}l6.5 11.5h-13zM${x} ${y - 2}v3.4m0 1.9v.1`, colors.warn, { width: 1.3 }),
};

/** A label and what is said of it, one behind the other however wide the reader's font is. */
const labelled = (x, y, label, description, color) =>
  `<text x="${x}" y="${y}" font-size="13" font-family="${fonts.plain}" fill="${color}">${escaped(label)}<tspan dx="8" font-size="12" fill="${colors.muted}">${escaped(description)}</tspan></text>`;

/** Rows of the explorer. @param {[depth: number, icon: string, label: string, description?: string, muted?: boolean][]} rows */
export function tree(x, y, rows) {
  return rows
    .map(([depth, icon, label, description = '', muted = false], index) => {
      const left = x + 12 + depth * 18;
      const line = y + index * 25;
      const color = muted ? colors.muted : colors.text;
      return icons[icon](left, line) + labelled(left + 14, line + 4.5, label, description, color);
    })
    .join('');
}

const moods = {
  good: { color: colors.good, sign: 'M-4.5 .5l3.2 3.6 6-7.4' },
  bad: { color: colors.bad, sign: 'M-4-4l8 8m0-8l-8 8' },
};

/** The verdict as the panel shows it; how high it is. */
export function verdict(x, y, width, mood, word, sentence) {
  const { color, sign } = moods[mood];
  const lines = wrapped(sentence, 14, width - 44).length;
  const height = 52 + lines * 21;
  return {
    height,
    svg:
      rect(x, y, width, height, colors.card, { stroke: colors.line, radius: 4 }) +
      rect(x, y, 4, height, color, { radius: 2 }) +
      `<g transform="translate(${x + 26} ${y + 24})">${path(sign, color, { width: 2.2 })}</g>` +
      text(x + 42, y + 29, word, { size: 14, bold: true, color }) +
      paragraph(x + 20, y + 56, sentence, width - 44, { size: 14 }),
  };
}

/** A button of the editor. */
export function button(x, y, label, secondary = false) {
  const width = widthOf(label, 13) + 28;
  const fill = secondary ? colors.card : colors.accent;
  const stroke = secondary ? colors.line : 'none';
  const color = secondary ? colors.text : colors.onAccent;
  return (
    rect(x, y, width, 28, fill, { radius: 4, stroke }) +
    text(x + width / 2, y + 18.5, label, { color, anchor: 'middle' })
  );
}

/** A service as a box with its name. */
export function box(x, y, name, { gone = false, note = '' } = {}) {
  const color = gone ? colors.muted : colors.text;
  const stroke = gone ? colors.muted : colors.accent;
  return (
    rect(x, y, 120, 64, gone ? 'none' : colors.card, {
      stroke,
      radius: 8,
      dash: gone ? '5 4' : '',
    }) +
    text(x + 60, y + (note ? 31 : 37), name, { size: 15, bold: true, color, anchor: 'middle' }) +
    text(x + 60, y + 50, note, { size: 11, color: colors.muted, anchor: 'middle' })
  );
}

/** An arrow from left to right. */
export const arrow = (x, y, length, color = colors.text) =>
  path(`M${x} ${y}h${length}m-7-6l7 6-7 6`, color, { width: 1.8 });

/** A mouse pointer. */
export const pointer = (x, y) =>
  path(`M${x} ${y}v19l5-4.6 3.4 7.2 3.6-1.7-3.4-7 6.6-.6z`, colors.page, {
    fill: colors.text,
    width: 1.2,
  });

/** A whole picture. */
export const picture = (title, content) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 420" role="img"><title>${escaped(title)}</title>${content}</svg>\n`;
