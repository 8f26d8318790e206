import { isObject, type Json, type JsonObject } from '../../src/experiment/json.ts';

/**
 * Makes two journals of the same experiment comparable. What is hidden, and nothing else:
 * - `start`, `end`: the moment, but not its form;
 * - `duration`: the seconds, but not that it is a number from 0 on;
 * - `platform`, `node`: this machine;
 * - `exception`: of the lines of a traceback the last one stays, without what an operating system or
 *   library adds after the address of a failed connection;
 * - the header `Date` of an HTTP answer;
 * - the empty `secrets` the original puts into the probes of the configuration;
 * - the folder of the run wherever it stands in a text.
 */
export function normalise(journal: JsonObject, folder: string): JsonObject {
  const copy: JsonObject = JSON.parse(
    JSON.stringify(journal).replaceAll(JSON.stringify(folder).slice(1, -1), '<folder>'),
  );
  visit(copy);
  dropEmptySecrets(copy['experiment'] ?? null);
  for (const key of ['platform', 'node']) {
    copy[key] = typeof copy[key] === 'string' ? `<${key}>` : (copy[key] ?? null);
  }
  return copy;
}

function visit(value: Json): void {
  if (Array.isArray(value)) {
    value.forEach(visit);
    return;
  }
  if (!isObject(value)) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    value[key] = hidden(key, member);
    visit(value[key]);
  }
}

function dropEmptySecrets(experiment: Json): void {
  const configuration = isObject(experiment) ? (experiment['configuration'] ?? null) : null;
  for (const entry of isObject(configuration) ? Object.values(configuration) : []) {
    const provider = isObject(entry) ? entry['provider'] : undefined;
    if (isObject(provider) && JSON.stringify(provider['secrets']) === '{}') {
      delete provider['secrets'];
    }
  }
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?(\+00:00|)$/;

function hidden(key: string, value: Json): Json {
  switch (key) {
    case 'start':
    case 'end':
      return typeof value === 'string' ? value.replace(moment, '<moment$2>') : value;
    case 'duration':
      return typeof value === 'number' && value >= 0 ? '<seconds>' : value;
    case 'exception':
      return Array.isArray(value) ? lastLine(value) : value;
    case 'Date':
      return '<date>';
    default:
      return value;
  }
}

function lastLine(lines: Json[]): Json {
  const text = lines.map(String).join('').trimEnd().split('\n').at(-1) ?? '';
  return text.replace(/(failed to connect to \S+: ).*/, '$1<reason>');
}

/**
 * The original writes the entry of a background activity when its thread starts, which may be
 * before or after the entries that follow.
 */
export function inOrderOfNames(journal: JsonObject): void {
  const nameOf = (entry: JsonObject) => String((entry['activity'] as JsonObject)['name']);
  const entries = journal['run'] as JsonObject[];
  entries.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
}
