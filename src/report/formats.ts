/** What a report can be. */
export const reportFormats = ['html', 'markdown'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** The ending of such a file's name. */
export const reportEndings: Readonly<Record<ReportFormat, string>> = {
  html: '.html',
  markdown: '.md',
};
