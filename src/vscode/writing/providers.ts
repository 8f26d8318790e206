import * as vscode from 'vscode';
import type { ConfigValue } from '../config-value.ts';
import { DisposableStore } from '../disposable.ts';
import { type Documents, SELECTOR } from '../documents.ts';
import type { Assist } from './assist.ts';

/** Letters after which something may be offered; the part that offers looks at where they stand. */
const triggers = ['"', "'", ':', ' ', '-', '$', '{'];

/**
 * Registers what the editor asks while a person writes. Who answers is loaded with the first question
 * about an experiment, as most JSON and YAML files are none.
 */
export function registerProviders(
  documents: Documents,
  hints: ConfigValue<boolean>,
  load: () => Promise<Assist>,
): vscode.Disposable {
  let loaded: Promise<Assist> | undefined;
  const about = async (document: vscode.TextDocument): Promise<Assist | undefined> => {
    // A new file may become an experiment.
    const blank = document.isUntitled && document.getText().trim() === '';
    if (blank || documents.isExperiment(document)) {
      loaded ??= load();
      return loaded;
    }
    return undefined;
  };
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  const { languages } = vscode;
  for (const registration of [
    hints.onDidChange(() => changed.fire()),
    languages.registerCompletionItemProvider(
      SELECTOR,
      {
        provideCompletionItems: async (...args) =>
          (await about(args[0]))?.completions.provideCompletionItems(...args),
      },
      ...triggers,
    ),
    languages.registerHoverProvider(SELECTOR, {
      provideHover: async (...args) =>
        (await about(args[0]))?.hovers.provideHover(args[0], args[1]),
    }),
    languages.registerDefinitionProvider(SELECTOR, {
      provideDefinition: async (document, position) =>
        (await about(document))?.names.provideDefinition(document, position),
    }),
    languages.registerReferenceProvider(SELECTOR, {
      provideReferences: async (document, position, context) =>
        (await about(document))?.names.provideReferences(document, position, context),
    }),
    languages.registerRenameProvider(SELECTOR, {
      prepareRename: async (document, position) =>
        (await about(document))?.names.prepareRename(document, position),
      provideRenameEdits: async (document, position, name) =>
        (await about(document))?.names.provideRenameEdits(document, position, name),
    }),
    languages.registerInlayHintsProvider(SELECTOR, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (document, range) =>
        (await about(document))?.hints.provideInlayHints(document, range),
    }),
  ]) {
    store.add(registration);
  }
  return store;
}
