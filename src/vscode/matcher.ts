/** What the matcher looks at; a `vscode.TextDocument` has it. */
export interface Candidate {
  readonly languageId: string;
  readonly fileName: string;
  readonly lineCount: number;
  getText(): string;
}

/** Languages an experiment can be written in, as the editor calls them. */
export const LANGUAGES = ['json', 'jsonc', 'yaml'] as const;

const usualName = /(^|[\\/])(experiment(\..+)?|[^\\/]+\.experiment)\.(json|ya?ml)$/i;

/** Longer files are not looked into: an experiment is written by hand. */
const mostLines = 20_000;

const usualJournal = /(^|[\\/])(journal([.-].+)?|[^\\/]+\.journal)\.json$/i;

/** Keys that only a journal has; it holds an experiment, and so all keys of one. */
const journalSigns = [/"steady_states"\s*:/, /"experiment"\s*:/];

/** A key that only an experiment has, beside a method. */
const jsonSigns = [/"method"\s*:\s*\[/, /"(steady-state-hypothesis|provider|rollbacks)"\s*:/];
const yamlSigns = [/^method\s*:/m, /^\s*-?\s*(steady-state-hypothesis|provider|rollbacks)\s*:/m];

/**
 * Whether a document is an experiment: by its name, else by what it contains. It is asked for every
 * JSON and YAML file that is opened anywhere, so it is small and loads nothing.
 * @param extra whether the user's own globs match the document
 */
export function isExperiment(document: Candidate, extra: boolean): boolean {
  if (!(LANGUAGES as readonly string[]).includes(document.languageId)) {
    return false;
  }
  if (extra || usualName.test(document.fileName)) {
    return true;
  }
  if (document.lineCount > mostLines) {
    return false;
  }
  const text = document.getText();
  const signs = document.languageId === 'yaml' ? yamlSigns : jsonSigns;
  return signs.every((sign) => sign.test(text)) && !isJournalText(text);
}

/** Whether a document is a journal: by what it contains, a long one by its name. */
export function isJournal(document: Candidate): boolean {
  if (document.languageId !== 'json' && document.languageId !== 'jsonc') {
    return false;
  }
  return document.lineCount > mostLines
    ? usualJournal.test(document.fileName)
    : isJournalText(document.getText());
}

function isJournalText(text: string): boolean {
  return journalSigns.every((sign) => sign.test(text));
}
