import type { JsonPath } from './jsonpath/ast.ts';
import { parsePath } from './jsonpath/parse.ts';

export type { JsonPath } from './jsonpath/ast.ts';

/**
 * Reads a JSON path in the dialect of jsonpath2, which Chaos Toolkit uses: `=` for equality, `and`,
 * `or`, `not` in filters, functions such as `length()`, no `==`, no regular expressions.
 * @throws HumanError `experiment.jsonpath-invalid`
 */
export function parseJsonPath(path: string): JsonPath {
  return parsePath(path);
}
