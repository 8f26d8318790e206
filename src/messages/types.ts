/** Values that fill the places of a sentence. Plain data, so that a message can cross a thread. */
export type MessageArgs = Readonly<Record<string, string | number>>;

/**
 * A sentence for a person, not yet in any language. Rooms without `vscode` return these; the words
 * are chosen at the edge (editor or terminal), because only the edge knows the reader's language.
 */
export interface Message {
  readonly code: string;
  readonly args?: MessageArgs;
}

/**
 * Sentences by code. Places are `{name}`; `{count|pod|pods}` chooses by number (1 takes the first)
 * and writes only the word; write `{count} {count|pod|pods}` for both. `{a kind}` writes the English
 * article before the value: “an object”, “a list”, but “text”. `{{` and `}}` are braces.
 */
export type MessageTable = Readonly<Record<string, string>>;
