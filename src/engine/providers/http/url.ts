import { domainToASCII } from 'node:url';
import { HumanError } from '../../../messages/error.ts';

/** Where a request goes, written as it is sent. */
export interface Target {
  secure: boolean;
  host: string;
  port: number;
  /** Path and query. */
  path: string;
  /** `user:password` of the address, decoded. */
  credentials?: string;
}

/** Characters of an address that are sent as they are. */
const sent = /[a-zA-Z0-9\-._~!#$%&'()*+,/:;=?@[\]]/;

const shape = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;

/**
 * Reads an address as `requests` does.
 * @param query to be added to the query of the address, already encoded
 * @throws HumanError `engine.http-url`, `engine.http-scheme`
 */
export function targetOf(url: string, query: string): Target {
  const [, scheme, authority = '', path = '', ownQuery] = shape.exec(url.trimStart()) ?? [];
  const name = scheme?.toLowerCase();
  if (name !== 'http' && name !== 'https') {
    throw new HumanError(
      /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? 'engine.http-scheme' : 'engine.http-url',
      { url },
    );
  }
  const at = authority.lastIndexOf('@');
  const place = authority.slice(at + 1);
  const [, bracketed, plain = '', portText = ''] =
    /^(?:\[([0-9a-f:.%]+)\]|([^:[\]]*))(?::(\d*))?$/i.exec(place) ?? [];
  const host = bracketed ?? domainToASCII(plain);
  const port = portText === '' ? (name === 'https' ? 443 : 80) : Number(portText);
  if (host === '' || port > 65535) {
    throw new HumanError('engine.http-url', { url });
  }
  const parts = [ownQuery, query].filter((part) => part !== undefined && part !== '');
  const whole = withoutDots(path || '/') + (parts.length > 0 ? `?${parts.join('&')}` : '');
  return {
    secure: name === 'https',
    host,
    port,
    path: requote(whole),
    ...(at < 0 ? {} : { credentials: decode(authority.slice(0, at)) }),
  };
}

/** Encodes what may not stand in an address; what is encoded already stays, if all of it is. */
function requote(text: string): string {
  const isEncoded = !/%(?![0-9a-fA-F]{2})/.test(text);
  const unreserved = isEncoded
    ? text.replace(/%[0-9a-fA-F]{2}/g, (code) => {
        const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
        return /[a-zA-Z0-9\-._~]/.test(character) ? character : code;
      })
    : text;
  return Array.from(unreserved, (character) => {
    const stays = sent.test(character) && (isEncoded || character !== '%');
    return stays ? character : encodeBytes(character);
  }).join('');
}

function encodeBytes(character: string): string {
  return Array.from(
    Buffer.from(character),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Takes `.` and `..` out of a path, RFC 3986 section 5.2.4. */
function withoutDots(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') {
      segments.pop();
    } else if (segment !== '.') {
      segments.push(segment);
    }
  }
  const folder = /\/\.{1,2}$/.test(path) ? '/' : '';
  return `/${segments.join('/')}${segments.length > 0 ? folder : ''}`;
}

/** The address a redirection leads to. */
export function follow(target: Target, location: string): string {
  const base = `${target.secure ? 'https' : 'http'}://${place(target)}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) {
    return location;
  }
  if (location.startsWith('//')) {
    return `${target.secure ? 'https' : 'http'}:${location}`;
  }
  if (location.startsWith('/')) {
    return base + location;
  }
  const path = target.path.split('?')[0] ?? '/';
  return location.startsWith('?')
    ? base + path + location
    : `${base}${path.slice(0, path.lastIndexOf('/') + 1)}${location}`;
}

/** Host and port, the port only where it is not the scheme's own. */
export function place(target: Target): string {
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  return target.port === (target.secure ? 443 : 80) ? host : `${host}:${target.port}`;
}
