import { readJson } from '../../experiment/json-document.ts';
import { join } from '../../experiment/pointer.ts';
import { LineIndex, nodeAt } from '../../experiment/tree.ts';
import type { ReadText } from './parse.ts';

/**
 * Reads a kubeconfig that is JSON, as programs write it. Loading the reader of YAML would take longer
 * than all the rest of the connection.
 * @returns undefined where the text is no proper JSON: it may still be YAML
 */
export function readJsonConfig(text: string): ReadText | undefined {
  if (!/^\s*\{/.test(text)) {
    return undefined;
  }
  const { value, root, problems } = readJson(text);
  if (problems.length > 0) {
    return undefined;
  }
  const lines = new LineIndex(text);
  return {
    value: value ?? null,
    lineOf: (path) => lines.positionAt(nodeAt(root, join('', ...path)).node.start).line + 1,
  };
}
