import { isObject, type Json, type JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import { flag, optionalText, text, wrongType } from '../common/arguments.ts';

/** Modes that need a number or percentage beside them. */
const counted = ['fixed', 'fixed-percent', 'random-max-percent'];

const selectors = ['namespaces_selectors', 'label_selectors', 'annotations_selectors'];

/** Whether no selector narrows the choice, so that any pod of the namespace may be hit. */
export function faultUnscoped(args: JsonObject): boolean {
  return !selectors.some((name) => flag(args, name, false));
}

/** Whether the target is any pod of the namespace. */
export function targetUnscoped(args: JsonObject): boolean {
  return !selectors.some((name) => flag(args, `target_${name}`, false));
}

/** Which pods a fault hits: `selector`, `mode` and `value` of its specification. */
export function selection(args: JsonObject): JsonObject {
  return { selector: selectorOf(args, ''), ...modeOf(args, '', text(args, 'mode', 'one')) };
}

/** The other end of the network link: addresses and, unless `target_mode` is empty, pods. */
export function link(args: JsonObject): JsonObject {
  const addresses = names(args, 'external_targets');
  const mode = args['target_mode'] === undefined ? 'one' : optionalText(args, 'target_mode');
  const target = mode && {
    selector: selectorOf(args, 'target_'),
    ...modeOf(args, 'target_', mode),
  };
  return {
    ...(addresses && { externalTargets: addresses }),
    ...(target && { target }),
  };
}

function modeOf(args: JsonObject, prefix: '' | 'target_', mode: string): JsonObject {
  const value = optionalText(args, `${prefix}mode_value`);
  return { mode, ...(counted.includes(mode) && value !== undefined && { value }) };
}

function selectorOf(args: JsonObject, prefix: '' | 'target_'): JsonObject {
  const namespaces = names(args, `${prefix}namespaces_selectors`);
  const labelSelectors = pairs(args, `${prefix}label_selectors`);
  const annotationSelectors = pairs(args, `${prefix}annotations_selectors`);
  return {
    ...(namespaces && { namespaces }),
    ...(labelSelectors && { labelSelectors }),
    ...(annotationSelectors && { annotationSelectors }),
  };
}

/** A list, also as text with commas; undefined when it is empty. */
export function names(args: JsonObject, name: string): Json[] | undefined {
  const value = args[name];
  if (Array.isArray(value)) {
    return value.length > 0 ? value : undefined;
  }
  const listed = optionalText(args, name);
  return listed ? listed.split(',').map((part) => part.trim()) : undefined;
}

/** An object, also as text such as `app=front,tier=web`; undefined when it is empty. */
function pairs(args: JsonObject, name: string): JsonObject | undefined {
  const value = args[name];
  if (isObject(value)) {
    return Object.keys(value).length > 0 ? value : undefined;
  }
  if (Array.isArray(value)) {
    throw wrongType(name, 'text or an object', value);
  }
  const listed = optionalText(args, name);
  return listed ? Object.fromEntries(listed.split(',').map((part) => pair(name, part))) : undefined;
}

function pair(name: string, part: string): [string, string] {
  const [, key, value] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
  if (!key || value === undefined) {
    throw new HumanError('kubernetes.fault-selector', { name, part });
  }
  return [key, value];
}
