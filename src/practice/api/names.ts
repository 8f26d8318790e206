import { randomInt } from 'node:crypto';
import type { Resource } from './registry/resource.ts';
import { type Cause, wrong } from './status.ts';

/** Letters of generated names: no vowels, so that no words come out. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A name from `metadata.generateName`, as the server makes it. */
export function generatedName(base: string): string {
  const tail = Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${base.slice(0, 58)}${tail}`;
}

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const dns1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';

const subdomainText = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`;
const labelText = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`;
const serviceText = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${dns1035}')`;

interface Rule {
  pattern: RegExp;
  text: string;
  longest: number;
}

const whole = (pattern: string) => new RegExp(`^${pattern}$`);
const subdomainRule: Rule = { pattern: whole(subdomain), text: subdomainText, longest: 253 };
const labelRule: Rule = { pattern: whole(label), text: labelText, longest: 63 };
const serviceRule: Rule = { pattern: whole(dns1035), text: serviceText, longest: 63 };

/** What is wrong with an object's name, by the rule of its kind. */
export function nameProblems(resource: Resource, name: string): Cause[] {
  if (resource.group === 'rbac.authorization.k8s.io') {
    return pathProblems(name);
  }
  const rule =
    resource.id === 'services'
      ? serviceRule
      : resource.id === 'namespaces'
        ? labelRule
        : subdomainRule;
  return ruleProblems('metadata.name', name, rule);
}

/** What is wrong with a name that must be a DNS label, such as that of a container or a volume. */
export function labelProblems(field: string, name: string): Cause[] {
  return ruleProblems(field, name, labelRule);
}

function ruleProblems(field: string, name: string, rule: Rule): Cause[] {
  return [
    ...(rule.pattern.test(name) ? [] : [wrong(field, name, rule.text)]),
    ...(name.length > rule.longest
      ? [
          {
            reason: 'FieldValueInvalid',
            field,
            message: `Invalid value: "${name}": must be no more than ${rule.longest} characters`,
          },
        ]
      : []),
  ];
}

/** Names of roles may be anything that can be one segment of a path. */
function pathProblems(name: string): Cause[] {
  if (name === '.' || name === '..') {
    return [wrong('metadata.name', name, `may not be '${name}'`)];
  }
  const bad = ['/', '%'].find((one) => name.includes(one));
  return bad === undefined ? [] : [wrong('metadata.name', name, `may not contain '${bad}'`)];
}

const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const qualifiedText =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const valueText =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** What is wrong with labels. */
export function labelsProblems(field: string, labels: object): Cause[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const name = key.includes('/') ? key.slice(key.indexOf('/') + 1) : key;
    const text = String(value);
    return [
      ...(qualifiedName.test(name) && name.length <= 63 ? [] : [wrong(field, key, qualifiedText)]),
      ...(text === '' || qualifiedName.test(text) ? [] : [wrong(field, text, valueText)]),
      ...(text.length > 63 ? [wrong(field, text, 'must be no more than 63 bytes')] : []),
    ];
  });
}
