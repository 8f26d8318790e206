import { readFile, stat } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import type { Format } from '../experiment/document.ts';
import { HumanError } from '../messages/error.ts';
import { type Authorisation, authorisationFor } from './settings.ts';

/** An experiment's text and where it came from. */
export interface Source {
  text: string;
  format: Format;
  /** What messages call it: the path as it was given, or the address. */
  name: string;
  /** Absolute, of a file of this machine. */
  path?: string;
  /** Folder that the experiment's relative paths start from. */
  folder: string;
}

/** What loading takes from around it. */
export interface SourceContext {
  cwd: string;
  /** For the bearer token, proxies, netrc and authorities. */
  environment: Readonly<Record<string, string | undefined>>;
  auths: Readonly<Record<string, Authorisation>>;
  verifyTls: boolean;
  signal: AbortSignal;
}

/**
 * Loads an experiment from a file (.json, .yaml, .yml) or an http(s) address (by its Content-Type),
 * as `chaos run SOURCE` does.
 */
export async function loadSource(source: string, context: SourceContext): Promise<Source> {
  const path = resolve(context.cwd, source);
  const kind = await stat(path).catch(() => undefined);
  if (kind !== undefined) {
    return loadFile(source, path);
  }
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(source)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    throw new HumanError('workbench.source-missing', { path: source, cwd: context.cwd });
  }
  if (scheme !== 'http' && scheme !== 'https') {
    throw new HumanError('workbench.source-scheme', { scheme });
  }
  const bearer = context.environment['CHAOSTOOLKIT_LOADER_AUTH_BEARER_TOKEN']?.trim();
  const authorisation = bearer ? `bearer ${bearer}` : authorisationFor(source, context.auths);
  const { fetchText } = await import('./source-address.ts');
  const name = withoutCredentials(source);
  const answer = await fetchText(source, name, authorisation, context);
  return {
    text: answer.text,
    format: formatOfContent(name, answer.type, answer.text),
    name,
    folder: context.cwd,
  };
}

/** An address without its `user:password@`, which is nobody else's business. */
function withoutCredentials(url: string): string {
  return url.replace(/^([^/]*\/\/)[^/?#]*@/, '$1');
}

/** The format a file's name tells, or undefined. */
export function formatOfName(name: string): Format | undefined {
  const extension = extname(name).toLowerCase();
  if (extension === '.json') {
    return 'json';
  }
  return extension === '.yaml' || extension === '.yml' ? 'yaml' : undefined;
}

async function loadFile(name: string, path: string): Promise<Source> {
  const format = formatOfName(name);
  if (format === undefined) {
    throw new HumanError('workbench.source-extension', { path: name });
  }
  try {
    return { text: await readFile(path, 'utf8'), format, name, path, folder: dirname(path) };
  } catch (error) {
    throw new HumanError(
      'workbench.source-unreadable',
      { path: name, reason: (error as Error).message },
      { cause: error },
    );
  }
}

function formatOfContent(url: string, type: string, text: string): Format {
  if (type.includes('application/json')) {
    return 'json';
  }
  if (type.includes('application/x-yaml') || type.includes('text/yaml')) {
    return 'yaml';
  }
  if (type.includes('text/plain')) {
    try {
      JSON.parse(text);
      return 'json';
    } catch {
      return 'yaml';
    }
  }
  throw new HumanError('workbench.source-content-type', { url, type });
}
