/** What the page of a webview needs from its host. */
export interface PageSources {
  script: string;
  style: string;
  /** `webview.cspSource`. */
  origin: string;
  /** Unguessable, new for each page. */
  nonce: string;
  language: string;
}

/**
 * The page of the run panel. Its policy allows our own script and style sheet, and nothing else:
 * no network, no inline script, no frame.
 */
export function panelHtml({ script, style, origin, nonce, language }: PageSources): string {
  const policy = [
    "default-src 'none'",
    `style-src ${origin}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${language.replace(/[^\w-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Chaos</title>
</head>
<body>
<main id="root"></main>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
