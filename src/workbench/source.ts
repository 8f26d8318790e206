import { readFile, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
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
  /** Folder that the experiment's relative paths start from. */
  folder: string;
}

/** Milliseconds an address may take to answer. */
const httpLimit = 30_000;

/** Redirects that are followed. */
const maxRedirects = 10;

/** Bytes an address may send. */
const maxBytes = 16 * 1024 * 1024;

/**
 * Loads an experiment from a file (.json, .yaml, .yml) or an http(s) address (by its Content-Type),
 * as `chaos run SOURCE` does.
 */
export async function loadSource(
  source: string,
  context: {
    cwd: string;
    environment: Readonly<Record<string, string | undefined>>;
    auths: Readonly<Record<string, Authorisation>>;
    verifyTls: boolean;
    signal: AbortSignal;
  },
): Promise<Source> {
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
  const answer = await get(new URL(source), authorisation, context, maxRedirects);
  return {
    text: answer.text,
    format: formatOfContent(source, answer.type, answer.text),
    name: source,
    folder: context.cwd,
  };
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
    return { text: await readFile(path, 'utf8'), format, name, folder: dirname(path) };
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

interface Answer {
  text: string;
  type: string;
}

async function get(
  url: URL,
  authorisation: string | undefined,
  context: { verifyTls: boolean; signal: AbortSignal },
  redirects: number,
): Promise<Answer> {
  const limit = AbortSignal.any([context.signal, AbortSignal.timeout(httpLimit)]);
  const { promise, resolve: done, reject } = Promise.withResolvers<Answer | URL>();
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
    url,
    {
      headers: {
        accept: 'application/json, application/x-yaml',
        ...(authorisation && { authorization: authorisation }),
      },
      rejectUnauthorized: context.verifyTls,
      signal: limit,
    },
    (response) => {
      const status = response.statusCode ?? 0;
      const location = response.headers.location;
      if (status >= 300 && status < 400 && location !== undefined && redirects > 0) {
        response.resume();
        done(new URL(location, url));
        return;
      }
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxBytes) {
          response.destroy(new Error(`more than ${maxBytes} bytes`));
          return;
        }
        parts.push(part);
      });
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        if (status !== 200) {
          const body = text.slice(0, 200);
          reject(new HumanError('workbench.source-status', { url: url.href, status, body }));
          return;
        }
        done({ text, type: response.headers['content-type'] ?? '' });
      });
    },
  );
  request.on('error', reject);
  request.end();
  const answer = await promise.catch((error: unknown) => {
    context.signal.throwIfAborted();
    if (error instanceof HumanError) {
      throw error;
    }
    const reason = limit.aborted ? `no answer in ${httpLimit / 1000} s` : (error as Error).message;
    throw new HumanError('workbench.source-unreachable', { url: url.href, reason });
  });
  if (!(answer instanceof URL)) {
    return answer;
  }
  const same = answer.host === url.host;
  return get(answer, same ? authorisation : undefined, context, redirects - 1);
}
