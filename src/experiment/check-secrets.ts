import type { ActivityPlace } from './activities.ts';
import type { Check } from './check.ts';
import { type FixMaker, toFix } from './fixes.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { join } from './pointer.ts';

/** Names whose value nobody else should read. */
const secretName =
  /(?:^|[_\W])(?:pass(?:word|wd|phrase)?|pwd|(?:auth|access|api|bearer|refresh|session|id)?[_-]?token|secret|(?:api|access|private|secret|account)[_-]?key|credentials?)$/i;

/** A name that ends in a small and a capital letter, such as `apiKey`, in words. */
const inWords = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2');

/** Secrets that stand in the file itself: in the configuration and in groups of secrets. */
export function checkSecrets(check: Check): void {
  const { configuration, secrets } = check.experiment;
  for (const [name, value] of Object.entries(isObject(configuration) ? configuration : {})) {
    const pointer = join('/configuration', name);
    if (isSecret(name, value)) {
      report(check, pointer, name, fromEnvironment(name));
    } else if (isObject(value) && value['type'] === 'env' && isSecret(name, value['default'])) {
      report(check, join(pointer, 'default'), name);
    } else if (isObject(value) && value['type'] === 'probe' && hasSecrets(value['provider'])) {
      const code = 'experiment.secret-in-configuration';
      check.report({ code, args: { name }, severity: 'info', pointer, part: 'key' });
    }
  }
  for (const [group, values] of Object.entries(isObject(secrets) ? secrets : {})) {
    const isGroup = isObject(values) && typeof values['type'] !== 'string';
    for (const [name, value] of Object.entries(isGroup ? values : {})) {
      if (isLiteral(value)) {
        report(check, join('/secrets', group, name), name, fromEnvironment(name));
      }
    }
  }
}

/** Secrets that stand in an activity: in arguments, headers and addresses. */
export function checkSecretsIn(check: Check, { pointer, value }: ActivityPlace): void {
  const provider = isObject(value['provider']) ? value['provider'] : {};
  const at = join(pointer, 'provider');
  search(check, join(at, 'arguments'), provider['arguments'], 0);
  const { headers, url } = provider;
  for (const [name, header] of Object.entries(isObject(headers) ? headers : {})) {
    const names = /^(?:proxy-)?authorization$|^cookie$|^x-(?:api|auth)-(?:key|token)$/i.test(name);
    if (isLiteral(header) && (names || secretName.test(name))) {
      report(check, join(at, 'headers', name), name);
    }
  }
  const password =
    typeof url === 'string' && /^https?:\/\/[^/?#@\s]*:([^/?#@\s]+)@/i.exec(url)?.[1];
  if (password && isLiteral(password)) {
    report(check, join(at, 'url'), 'url');
  }
}

function search(check: Check, pointer: string, value: Json | undefined, depth: number): void {
  if (!isObject(value) || depth > 3) {
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    if (isSecret(name, member)) {
      report(check, join(pointer, name), name);
    } else {
      search(check, join(pointer, name), member, depth + 1);
    }
  }
}

function isSecret(name: string, value: Json | undefined): boolean {
  return isLiteral(value) && secretName.test(inWords(name));
}

/** A text that is there for good: no name to be replaced, no gap to be filled. */
function isLiteral(value: Json | undefined): boolean {
  return typeof value === 'string' && value.trim() !== '' && !/\$|^<.*>$|^\*+$/.test(value);
}

function hasSecrets(provider: Json | undefined): boolean {
  const names = isObject(provider) ? provider['secrets'] : undefined;
  return Array.isArray(names) && names.length > 0;
}

function report(check: Check, pointer: string, name: string, fix?: FixMaker): void {
  check.report({
    code: 'experiment.secret-inline',
    args: { name },
    severity: 'warning',
    pointer,
    ...(fix && { fix }),
  });
}

/** Reads it from a variable instead, which must then be set. */
function fromEnvironment(name: string): FixMaker {
  const key = inWords(name).toUpperCase().replace(/\W+/g, '_');
  const source: JsonObject = { type: 'env', key };
  return (document, pointer) => {
    const range = document.rangeOf(pointer);
    const newText = JSON.stringify(source, null, 1).replace(/\n\s*/g, ' ');
    return document.isOwn(pointer)
      ? [toFix('experiment.fix-environment', [{ range, newText }], key)]
      : [];
  };
}
