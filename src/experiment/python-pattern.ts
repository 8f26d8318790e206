import { emitPattern, type JsPattern } from './python-pattern/emit.ts';
import { parsePattern } from './python-pattern/parse.ts';

/**
 * A Python regular expression (for texts, Python 3.12) as a JavaScript one that finds something in
 * exactly the same texts. The numbers and names of its groups are its own.
 * @throws HumanError `experiment.pattern-*`: invalid in Python too, or `…-unsupported`: valid there,
 * but not to be had in JavaScript
 */
export function translatePattern(pattern: string): JsPattern {
  return emitPattern(parsePattern(pattern));
}
