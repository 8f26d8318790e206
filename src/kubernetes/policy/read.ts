import type { ErrorObject } from 'ajv';
import { nearNames } from '../../experiment/distance.ts';
import type { ParsedDocument } from '../../experiment/document.ts';
import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';
import { readJson } from '../../experiment/json-document.ts';
import { toDocument } from '../../experiment/parsed.ts';
import { join, tokensOf } from '../../experiment/pointer.ts';
import { HumanError } from '../../messages/error.ts';
import { format } from '../../messages/format.ts';
import { keys, validate } from './generated/structure.js';
import type { Most, Policy, Rule } from './rules.ts';

/** Where in a source the value at a JSON pointer stands, for people. */
type Places = (pointer: string, part?: 'key' | 'value') => string;

/**
 * The policy of a file: JSON, with comments and trailing commas as people like them in settings.
 * @param file its path, for people
 * @throws HumanError `policy.file-*` with file, line and column: a policy that is not
 * understood must never be taken for one that allows
 */
export function readPolicy(text: string, file: string, level: Policy['level']): Policy {
  const document = toDocument('json', text, readJson(text, true));
  const places: Places = (pointer, part) => placeIn(document, file, pointer, part);
  const [problem] = document.problems;
  if (problem !== undefined) {
    const { line, character } = problem.range.start;
    const place = `${file}:${line + 1}:${character + 1}`;
    throw new HumanError('policy.file-syntax', { place, reason: format(problem) });
  }
  return policyOf(document.value ?? null, places, level);
}

/**
 * The policy that the editor's settings of one level make.
 * @param settings by their names in a policy; those that are not set are left out
 * @throws HumanError `policy.file-*`
 */
export function readPolicySettings(settings: JsonObject, level: Policy['level']): Policy {
  const places: Places = (pointer) =>
    `chaosWorkbench.policy.${tokensOf(pointer).join('.')} (${level} settings)`;
  return policyOf(settings, places, level);
}

function policyOf(value: Json, places: Places, level: Policy['level']): Policy {
  if (!validate(value) || !isObject(value)) {
    throw wrong(validate.errors?.[0], places);
  }
  const list = (name: string): Rule<string>[] =>
    ((value[name] ?? []) as string[]).map((each, index) => ({
      value: each,
      place: places(join('', name, index)),
    }));
  const { maxTargets, pinnedCluster } = value;
  return {
    level,
    deniedNamespaces: list('deniedNamespaces'),
    readOnlyClusters: list('readOnlyClusters'),
    ...(maxTargets !== undefined && {
      maxTargets: { value: mostOf(maxTargets), place: places('/maxTargets') },
    }),
    ...(typeof pinnedCluster === 'string' && {
      pinnedCluster: { value: pinnedCluster, place: places('/pinnedCluster') },
    }),
  };
}

function mostOf(value: Json): Most {
  return typeof value === 'number'
    ? { count: value }
    : { percent: Number(String(value).replace('%', '')) };
}

/** What is wrong, in our words. */
function wrong(error: ErrorObject | undefined, places: Places): HumanError {
  const pointer = error?.instancePath ?? '';
  const name = error?.params['additionalProperty'];
  if (typeof name === 'string') {
    const known = (keys['policy'] ?? []).filter((key) => key !== '$schema');
    const [near] = nearNames(name, known);
    const args = { place: places(join('', name), 'key'), name, known: known.join(', ') };
    return near === undefined
      ? new HumanError('policy.file-unknown', args)
      : new HumanError('policy.file-near', { ...args, near });
  }
  const [key = 'whole'] = tokensOf(pointer);
  return new HumanError(`policy.file-${codes[key] ?? key}`, { place: places(pointer) });
}

const codes: Readonly<Record<string, string>> = {
  deniedNamespaces: 'namespaces',
  maxTargets: 'most',
  readOnlyClusters: 'clusters',
  pinnedCluster: 'pin',
  $schema: 'schema',
};

function placeIn(
  document: ParsedDocument,
  file: string,
  pointer: string,
  part?: 'key' | 'value',
): string {
  const { line, character } = document.rangeOf(pointer, part).start;
  return `${file}:${line + 1}:${character + 1}`;
}
