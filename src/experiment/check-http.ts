import type { Check } from './check.ts';
import { remove, replaceBy } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { shown } from './structure.ts';

/** What an HTTP request would fail on, and what it would do otherwise than it looks. */
export function checkHttp(check: Check, pointer: string, provider: JsonObject): void {
  const { url } = provider;
  if (typeof url === 'string' && url !== '' && !url.includes('$')) {
    if (!/^\s*https?:\/\/[^/\s?#]/i.test(url)) {
      check.report({
        code: 'experiment.http-url',
        args: { url: shown(url) },
        pointer: join(pointer, 'url'),
      });
    }
  }
  checkHeaders(check, pointer, provider);
  checkTimeout(check, join(pointer, 'timeout'), provider['timeout']);
  if ('expected_status' in provider) {
    check.report({
      code: 'experiment.http-expected-status',
      severity: 'warning',
      pointer: join(pointer, 'expected_status'),
      part: 'key',
      fix: remove(),
    });
  }
}

function checkHeaders(check: Check, pointer: string, provider: JsonObject): void {
  const headers = provider['headers'];
  if (!isObject(headers)) {
    return;
  }
  const method = String(provider['method'] ?? 'GET').toUpperCase();
  const body = method !== 'GET' && isObject(provider['arguments']);
  for (const [name, value] of Object.entries(headers)) {
    const at = join(pointer, 'headers', name);
    if (typeof value !== 'string') {
      const args = { name, value: shown(value) };
      if (value !== null) {
        const fix = replaceBy(typeof value === 'object' ? [] : [String(value)]);
        check.report({ code: 'experiment.http-header', args, pointer: at, fix });
      }
    } else if (
      body &&
      name.toLowerCase() === 'content-type' &&
      /^application\/json/i.test(value) &&
      !(name === 'Content-Type' && value === 'application/json')
    ) {
      const code = 'experiment.http-content-type';
      const fix = replaceBy(name === 'Content-Type' ? ['application/json'] : []);
      check.report({ code, severity: 'warning', pointer: at, fix });
    }
  }
}

function checkTimeout(check: Check, pointer: string, timeout: Json | undefined): void {
  const code = 'experiment.http-timeout';
  if (typeof timeout === 'string') {
    if (!timeout.includes('$')) {
      const seconds = Number(timeout);
      check.report({ code, pointer, fix: replaceBy(seconds > 0 ? [seconds] : []) });
    }
  } else if (Array.isArray(timeout)) {
    const fits =
      timeout.length === 2 &&
      timeout.every(
        (part) =>
          part === null ||
          (typeof part === 'number' && part > 0) ||
          (typeof part === 'string' && part.includes('$')),
      );
    if (!fits) {
      check.report({ code, pointer });
    }
  } else if (typeof timeout === 'number' && timeout <= 0) {
    check.report({ code, pointer });
  }
}
