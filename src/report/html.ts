import { htmlBlock, signs } from './html-blocks.ts';
import { html, Markup } from './markup.ts';
import type { Report, Section } from './model.ts';
import { style } from './style.ts';
import type { Words } from './words.ts';

/**
 * One page that needs nothing but itself: no script, nothing loaded, and a policy that would let
 * nothing else in, whatever a journal holds.
 */
export async function htmlPage(reports: readonly Report[], words: Words): Promise<string> {
  const [only] = reports;
  const single = reports.length === 1 && only !== undefined;
  const title = single ? only.title : words.say('several', { count: reports.length });
  const body = single ? article(only, 'r1', 1, words) : several(reports, title, words);
  const policy = `default-src 'none'; style-src 'sha256-${await digest(style)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.text;
}

function several(reports: readonly Report[], title: string, words: Words): Markup {
  return html`<h1>${title}</h1>
<nav aria-labelledby="contents"><h2 id="contents">${words.say('contents')}</h2>
<ol>${reports.map(
    (report, index) =>
      html`<li><a href="#r${index + 1}">${report.title}</a> <b class="${report.mood}">${
        signs[report.mood]
      } ${report.word}</b></li>
`,
  )}</ol></nav>
${reports.map(
  (report, index) => html`<article aria-labelledby="r${index + 1}">
${article(report, `r${index + 1}`, 2, words)}
</article>
`,
)}`;
}

function article(report: Report, id: string, level: 1 | 2, words: Words): Markup {
  const { title, mood, word, sentence, status, sections } = report;
  return html`${heading(level, id, title)}
<div class="verdict ${mood}">
<p><strong>${signs[mood]} ${word}</strong>${sentence}</p>
<p class="muted">${status}</p>
</div>
${sections.map((each) => section(each, `${id}-${each.id}`, level, words))}`;
}

function section({ heading: title, blocks }: Section, id: string, level: 1 | 2, words: Words) {
  return html`<section aria-labelledby="${id}">
${heading(level === 1 ? 2 : 3, id, title)}
${blocks.map((block) => htmlBlock(block, words))}
</section>
`;
}

function heading(level: 1 | 2 | 3, id: string, text: string): Markup {
  return html`<h${level} id="${id}">${text}</h${level}>`;
}

/** SHA-256 in base64, as a policy wants it. */
async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
