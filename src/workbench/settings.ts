import { readFile } from 'node:fs/promises';
import { isObject, type JsonObject } from '../experiment/json.ts';
import { readExperiment } from '../experiment/read.ts';

/** How an address wants to be asked, from the `auths` of the settings. */
export interface Authorisation {
  type: string;
  value: string;
}

/** What is used of a user's Chaos Toolkit settings. */
export interface Settings {
  runtime?: JsonObject;
  /** Channels that are told of what goes on. */
  notifications: JsonObject[];
  auths: Record<string, Authorisation>;
  /** All of the file, for the controls that are told it. */
  all: JsonObject;
  /** Why the file was left out, if it was. */
  problem?: string;
}

const nothing: Settings = { auths: {}, notifications: [], all: {} };

/**
 * Reads `~/.chaostoolkit/settings.yaml`. A missing file is no problem; one that can't be read is
 * left out with a reason, as the original does.
 */
export async function loadSettings(path: string): Promise<Settings> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { ...nothing, ...(!missing && { problem: (error as Error).message }) };
  }
  const document = await readExperiment(text, 'yaml');
  const broken = document.problems.find((problem) => problem.severity === 'error');
  if (broken !== undefined || !isObject(document.value)) {
    const line = (broken?.range.start.line ?? 0) + 1;
    return { ...nothing, problem: `line ${line} is not valid YAML of names and values` };
  }
  const { runtime, auths, notifications } = document.value;
  return {
    all: document.value,
    ...(isObject(runtime) && { runtime }),
    notifications: Array.isArray(notifications) ? notifications.filter(isObject) : [],
    auths: isObject(auths) ? readAuths(auths) : {},
  };
}

/** The Authorization header for an address, by its host and port as they are written there. */
export function authorisationFor(
  url: string,
  auths: Readonly<Record<string, Authorisation>>,
): string | undefined {
  const place = /^[^/]*\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const found = Object.hasOwn(auths, place) ? auths[place] : undefined;
  return found && `${found.type} ${found.value}`;
}

function readAuths(auths: JsonObject): Record<string, Authorisation> {
  const result: Record<string, Authorisation> = {};
  for (const [host, auth] of Object.entries(auths)) {
    if (isObject(auth)) {
      result[host] = { type: String(auth['type']), value: String(auth['value']) };
    }
  }
  return result;
}
