import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Environment } from '../../../platform/platform.ts';

/** Whose netrc is read. */
export interface NetrcPlace {
  environment: Environment;
  /** Folder that a relative NETRC starts from. */
  cwd: string;
  homedir: string;
}

/**
 * `user:password` for a host from the file that NETRC names, else from `.netrc` or `_netrc` in the
 * home folder. Undefined without an entry, and when the file can't be understood.
 */
export async function netrcCredentials(
  host: string,
  place: NetrcPlace,
): Promise<string | undefined> {
  const text = await firstText(pathsOf(place));
  const entry = text === undefined ? undefined : entryFor(host, text);
  if (entry === undefined) {
    return undefined;
  }
  const { login, account, password } = entry;
  const isEmpty = login === '' && account === '' && password === '';
  return isEmpty ? undefined : `${login || account}:${password}`;
}

function pathsOf({ environment, cwd, homedir }: NetrcPlace): string[] {
  const named = environment['NETRC'];
  const home = environment['HOME'] || homedir;
  return named === undefined
    ? ['.netrc', '_netrc'].map((name) => join(home, name))
    : [resolve(cwd, named.replace(/^~(?=[/\\]|$)/, home))];
}

async function firstText(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        return undefined;
      }
    }
  }
  return undefined;
}

interface Entry {
  login: string;
  account: string;
  password: string;
}

function entryFor(host: string, text: string): Entry | undefined {
  const machines = parse(text);
  return machines?.get(host) ?? machines?.get('default');
}

/** The machines of a netrc by the rules of Python's reader; undefined where that raises an error. */
function parse(text: string): Map<string, Entry> | undefined {
  const machines = new Map<string, Entry>();
  const lexer = new Lexer(text);
  for (;;) {
    const line = lexer.line;
    const token = lexer.next();
    if (token === '') {
      return machines;
    }
    if (token.startsWith('#')) {
      if (lexer.line === line && token.length === 1) {
        lexer.skipLine();
      }
    } else if (token === 'macdef') {
      lexer.next();
      lexer.skipMacro();
    } else if (token === 'machine' || token === 'default') {
      const name = token === 'machine' ? lexer.next() : 'default';
      const entry = name === '' ? undefined : entryOf(lexer);
      if (entry === undefined) {
        return undefined;
      }
      machines.set(name, entry);
    } else {
      return undefined;
    }
  }
}

function entryOf(lexer: Lexer): Entry | undefined {
  const entry = { login: '', account: '', password: '' };
  for (;;) {
    const line = lexer.line;
    const token = lexer.next();
    if (token.startsWith('#')) {
      if (lexer.line === line) {
        lexer.skipLine();
      }
    } else if (['', 'machine', 'default', 'macdef'].includes(token)) {
      lexer.push(token);
      return entry;
    } else if (token === 'login' || token === 'user') {
      entry.login = lexer.next();
    } else if (token === 'account' || token === 'password') {
      entry[token] = lexer.next();
    } else {
      return undefined;
    }
  }
}

/** Words of a netrc: bare or in double quotes, with backslashes. */
class Lexer {
  readonly #text: string;
  #at = 0;
  #pushed: string | undefined;
  line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next word; empty at the end. */
  next(): string {
    if (this.#pushed !== undefined) {
      const pushed = this.#pushed;
      this.#pushed = undefined;
      return pushed;
    }
    let character = this.#read();
    while (character !== '' && /\s/.test(character)) {
      character = this.#read();
    }
    const quoted = character === '"';
    let token = '';
    if (!quoted) {
      token = character === '\\' ? this.#read() : character;
    }
    for (;;) {
      character = this.#read();
      if (character === '' || (quoted ? character === '"' : /\s/.test(character))) {
        return token;
      }
      token += character === '\\' ? this.#read() : character;
    }
  }

  push(token: string): void {
    this.#pushed = token;
  }

  skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
  }

  /** A macro ends with an empty line. */
  skipMacro(): void {
    const end = this.#text.indexOf('\n\n', this.#at - 1);
    this.#at = end < 0 ? this.#text.length : end + 2;
  }

  #read(): string {
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    if (character === '\n') {
      this.line += 1;
    }
    return character;
  }
}
