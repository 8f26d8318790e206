/** How an output is looked at. */
export type View =
  | 'whole'
  /** The last line: what comes before depends on the pace. */
  | 'last'
  /** Lines in alphabetical order, each once: the order of what happens at the same time is open. */
  | 'set'
  /** What stands before the colon of lines that begin at the margin. */
  | 'headings';

/** One command of the session. */
export interface Step {
  name: string;
  /** With `{word}` for what {@link Step.names} or the session has looked up, and `{file:x}`. */
  args: readonly string[];
  view?: View;
  /** Word → command whose output it stands for; its value becomes `<word>` in the output. */
  names?: Readonly<Record<string, readonly string[]>>;
  /** Runs it again until its output matches: something has to happen first. */
  until?: RegExp;
  /** It follows something, until it has written this. */
  follows?: RegExp;
  /** What is done while it follows. */
  meanwhile?: readonly string[];
}

/** @param line of words without spaces in them */
export function step(name: string, line: string, more: Partial<Step> = {}): Step {
  return { name, args: line.split(' '), ...more };
}
