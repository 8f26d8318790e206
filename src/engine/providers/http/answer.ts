import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { HumanError } from '../../../messages/error.ts';
import { parseJson } from '../../python/json.ts';
import type { PyObject, PyValue } from '../../python/value.ts';
import { decodeOutput } from '../decode.ts';
import type { Answer } from './exchange.ts';

const limits = { maxOutputLength: 256 * 1024 * 1024 };

/** Headers with equal names joined, under the name that came first. */
export function joinHeaders(rawHeaders: string[]): Map<string, string> {
  const names = new Map<string, string>();
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [given = '', value = ''] = rawHeaders.slice(at, at + 2);
    const name = names.get(given.toLowerCase()) ?? given;
    names.set(given.toLowerCase(), name);
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return headers;
}

/** What an answer says, unpacked but not decoded. */
export interface Content {
  headers: Map<string, string>;
  bytes: Buffer;
  /** Its Content-Type. */
  type?: string;
}

/** @throws HumanError `engine.http-encoding` */
export async function contentOf(answer: Answer): Promise<Content> {
  const headers = joinHeaders(answer.rawHeaders);
  const find = (wanted: string) =>
    [...headers].find(([name]) => name.toLowerCase() === wanted)?.[1];
  const bytes = await decompress(answer.body, find('content-encoding'));
  const type = find('content-type');
  return { headers, bytes, ...(type !== undefined && { type }) };
}

/**
 * The output of an HTTP activity. The body is parsed only when its type is exactly
 * `application/json`, with that spelling; any other body is text.
 * @throws HumanError `engine.http-json`, `engine.http-encoding`
 */
export async function outputOf(answer: Answer): Promise<PyObject> {
  const { headers, bytes, type } = await contentOf(answer);
  const text = decodeText(bytes, type);
  return {
    status: answer.status,
    headers: Object.fromEntries(headers),
    body: type === 'application/json' ? json(text) : text,
  };
}

function json(text: string): PyValue {
  try {
    return parseJson(text);
  } catch (error) {
    throw new HumanError('engine.http-json', { reason: (error as Error).message });
  }
}

async function decompress(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  let bytes = body;
  try {
    for (const name of (encoding ?? '').toLowerCase().split(',').reverse()) {
      bytes = bytes.length === 0 ? bytes : await decompressOnce(bytes, name.trim());
    }
  } catch (error) {
    throw new HumanError('engine.http-encoding', { reason: (error as Error).message });
  }
  return bytes;
}

async function decompressOnce(bytes: Buffer, encoding: string): Promise<Buffer> {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return promisify<Buffer, object, Buffer>(gunzip)(bytes, limits);
    case 'deflate':
      // Some servers leave the zlib header out.
      return promisify<Buffer, object, Buffer>(inflate)(bytes, limits).catch(() =>
        promisify<Buffer, object, Buffer>(inflateRaw)(bytes, limits),
      );
    case 'br':
      return promisify<Buffer, object, Buffer>(brotliDecompress)(bytes, limits);
    default:
      return bytes;
  }
}

/** By the charset; without one, ISO-8859-1 for any text type, UTF-8 for JSON, else by looking. */
function decodeText(bytes: Buffer, type: string | undefined): string {
  const kind = type?.split(';')[0]?.trim() ?? '';
  const charset = /;\s*charset\s*=\s*["']?([^"';]+)/i.exec(type ?? '')?.[1]?.trim();
  if (charset !== undefined) {
    return decodeAs(bytes, charset);
  }
  if (kind.includes('text')) {
    return bytes.toString('latin1');
  }
  return kind.includes('application/json') ? decodeAs(bytes, 'utf-8') : decodeOutput(bytes);
}

function decodeAs(bytes: Buffer, charset: string): string {
  if (/^(iso[-_]?8859[-_]?1|latin[-_]?1|l1)$/i.test(charset)) {
    return bytes.toString('latin1');
  }
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}
