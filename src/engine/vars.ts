import { parseExperiment } from '../experiment/parse.ts';
import { HumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';
import { truthy } from './python/compare.ts';
import { lift } from './python/convert.ts';
import { convertToType } from './python/convert-type.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';

/**
 * Reads `--var` options: `name=value` or `name:type=value`, the type one of str, int, float, bytes,
 * bool, json.
 * @throws HumanError `engine.var-form`, `engine.variable-type`, `engine.variable-value`
 */
export function parseVars(list: readonly string[]): PyObject {
  return Object.fromEntries(
    list.map((text) => {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? refuse(text);
      const colon = name.lastIndexOf(':');
      return colon < 0
        ? [name, value]
        : [name.slice(0, colon), convertToType(name.slice(colon + 1), value, name.slice(0, colon))];
    }),
  );
}

function refuse(text: string): never {
  throw new HumanError('engine.var-form', { text });
}

/** A `--var-file` and what is in it. */
export interface VarFile {
  name: string;
  text: string;
}

/** What var files say, later files winning. */
export interface FileVars {
  configurationVars: PyObject;
  secretsVars: PyObject;
  /** Of `.env` files: variables to add to the run's environment. */
  environment: Record<string, string>;
  /** Files that were left out, and why; the run goes on without them, as in the original. */
  problems: Message[];
}

/**
 * Reads `--var-file` files: JSON and YAML hold `configuration` and `secrets`, any other name (and a
 * JSON or YAML file without content) is read as lines of `NAME=value`.
 * @throws HumanError `engine.var-file-line`, `engine.var-file-shape`
 */
export function readVarFiles(files: readonly VarFile[]): FileVars {
  const vars: FileVars = { configurationVars: {}, secretsVars: {}, environment: {}, problems: [] };
  for (const file of files.filter(({ text }) => text !== '')) {
    const format = /\.(?:ya?ml|json)$/.exec(file.name)?.[0];
    const data = format === undefined ? null : readData(file, format, vars.problems);
    if (data === undefined) {
      continue;
    }
    if (truthy(data)) {
      vars.configurationVars = merged(vars.configurationVars, file, data, 'configuration');
      vars.secretsVars = merged(vars.secretsVars, file, data, 'secrets');
    } else {
      vars.environment = { ...vars.environment, ...readLines(file) };
    }
  }
  return vars;
}

function readData(file: VarFile, format: string, problems: Message[]): PyValue | undefined {
  const document = parseExperiment(file.text, format === '.json' ? 'json' : 'yaml');
  const problem = document.problems.find(({ severity }) => severity === 'error');
  if (problem !== undefined) {
    const { line, character } = problem.range.start;
    const args = { file: file.name, line: line + 1, column: character + 1 };
    problems.push({ code: 'engine.var-file-syntax', args });
    return undefined;
  }
  return lift({ data: document.value ?? null }, prefixed(document.floats))['data'] ?? null;
}

function prefixed(pointers: ReadonlySet<string>): Set<string> {
  return new Set([...pointers].map((pointer) => `/data${pointer}`));
}

function merged(before: PyObject, file: VarFile, data: PyValue, name: string): PyObject {
  const found = isPyObject(data) ? (data[name] ?? (Object.hasOwn(data, name) ? null : {})) : null;
  if (!isPyObject(found)) {
    throw new HumanError('engine.var-file-shape', { file: file.name, name });
  }
  return { ...before, ...found };
}

function readLines(file: VarFile): Record<string, string> {
  const lines = file.text.split(/\r?\n/).map((line) => line.trim());
  return Object.fromEntries(
    lines.flatMap((line, index) => {
      if (line === '' || line.startsWith('#')) {
        return [];
      }
      const at = line.indexOf('=');
      if (at < 0) {
        throw new HumanError('engine.var-file-line', { file: file.name, line: index + 1 });
      }
      return [[line.slice(0, at), line.slice(at + 1)]];
    }),
  );
}
