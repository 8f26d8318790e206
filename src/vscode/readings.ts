import type * as vscode from 'vscode';
import type { ReadDocument } from '../experiment/parsed.ts';
import { reread } from '../experiment/reread.ts';
import { formatOf } from './documents.ts';

const readings = new WeakMap<vscode.TextDocument, { of: string; read: ReadDocument }>();

/**
 * An open text as it is now, read once for all who ask; of what was read before only what an edit
 * touched is read again.
 */
export function readingOf(document: vscode.TextDocument): ReadDocument {
  // A document may change its language without a new version.
  const of = `${document.version} ${document.languageId}`;
  const known = readings.get(document);
  if (known?.of === of) {
    return known.read;
  }
  const read = reread(known?.read, document.getText(), formatOf(document));
  readings.set(document, { of, read });
  return read;
}
