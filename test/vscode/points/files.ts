/** What the editor's half promises, and the tests that show it. */
export interface Point {
  /** Part and promise: `writing: completion of keys`. */
  point: string;
  /** Titles of tests by their file; `…` stands for what a template string puts in. */
  tests: Record<string, string[]>;
}

/** Files of tests by where they run: in the editor, from outside of it, or without it. */
export const trusted = (name: string) => `test/vscode/suite/trusted/${name}.test.ts`;
export const restricted = (name: string) => `test/vscode/suite/restricted/${name}.test.ts`;
export const language = (name: string) => `src/experiment/language/${name}.test.ts`;
export const experiment = (name: string) => `src/experiment/${name}.test.ts`;
export const editor = (name: string) => `src/vscode/${name}.test.ts`;
export const driven = (name: string) => `test/vscode/${name}.test.ts`;
export const cluster = (name: string) => `test/cluster/${name}.test.ts`;
