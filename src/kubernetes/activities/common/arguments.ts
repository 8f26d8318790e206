import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';

/**
 * Reads arguments as the original's Python functions take them: what is missing has its default,
 * conditions go by Python's truth, and a type that would end in a TypeError there is refused here.
 */

/** Text that may be missing or `null`; a number is written out. */
export function optionalText(args: JsonObject, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value);
  }
  throw wrongType(name, 'text', value);
}

/** Text with a default; `null` counts as missing. */
export function text(args: JsonObject, name: string, otherwise: string): string {
  return optionalText(args, name) ?? otherwise;
}

/** Text that must be there. */
export function requiredText(args: JsonObject, name: string): string {
  const value = optionalText(args, name);
  if (value === undefined) {
    throw new HumanError('kubernetes.argument-missing', { name });
  }
  return value;
}

/** The namespace of an activity: `default`, not the context's, when it says none. */
export function namespaceOf(args: JsonObject): string {
  return text(args, 'ns', 'default');
}

/** A yes or no by Python's truth: any text but the empty one is a yes. */
export function flag(args: JsonObject, name: string, otherwise: boolean): boolean {
  const value = args[name];
  if (value === undefined) {
    return otherwise;
  }
  if (isObject(value)) {
    return Object.keys(value).length > 0;
  }
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** A number; `true` and `false` count as 1 and 0. */
export function number(args: JsonObject, name: string, otherwise?: number): number {
  const value = args[name] ?? otherwise;
  if (value === undefined) {
    throw new HumanError('kubernetes.argument-missing', { name });
  }
  if (typeof value === 'boolean') {
    return Number(value);
  }
  if (typeof value !== 'number') {
    throw wrongType(name, 'number', value);
  }
  return value;
}

/** A whole number that may be missing or `null`. */
export function optionalWhole(args: JsonObject, name: string): number | undefined {
  if (args[name] === undefined || args[name] === null) {
    return undefined;
  }
  const value = number(args, name);
  if (!Number.isInteger(value)) {
    throw wrongType(name, 'whole number', value);
  }
  return value;
}

/** A number of seconds, which may also be text with a whole number. */
export function seconds(args: JsonObject, name: string, otherwise: number): number {
  const value = args[name];
  if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value)) {
    return Number(value);
  }
  return Math.trunc(number(args, name, otherwise));
}

/** Fills `{name}` in a label selector; `{{` and `}}` are braces, another place is refused. */
export function fillName(selector: string, name: string | undefined): string {
  return selector.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (whole, place) => {
    if (whole === '{{' || whole === '}}') {
      return whole[0] as string;
    }
    if (place !== 'name') {
      throw new HumanError('kubernetes.selector-place', { selector, place });
    }
    return name ?? 'None';
  });
}

/** The refusal of an argument of another type; `wanted` in words. */
export function wrongType(name: string, wanted: string, value: Json): HumanError {
  const found = JSON.stringify(value).slice(0, 60);
  return new HumanError('kubernetes.argument-type', { name, wanted, found });
}
