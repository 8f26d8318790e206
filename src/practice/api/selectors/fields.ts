import type { KubeObject } from '../objects.ts';
import { valueAt } from '../objects.ts';
import { badRequest } from '../status.ts';

/** Whether an object is chosen. */
export type FieldSelector = (object: KubeObject) => boolean;

/** Fields of every kind that a selector may name. */
const common = ['metadata.name', 'metadata.namespace'];

/**
 * A field selector as it stands in a query: `spec.nodeName=a,status.phase!=Running`.
 * @param known fields that the kind has besides name and namespace
 * @throws ApiError 400 where the kind cannot be selected by that field
 */
export function fieldSelector(text: string, known: readonly string[] = []): FieldSelector {
  const parts = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => requirement(part.trim(), known));
  return (object) => parts.every((part) => part(object));
}

function requirement(text: string, known: readonly string[]): FieldSelector {
  const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(text);
  if (match === null) {
    throw badRequest(`invalid selector: '${text}'; can't understand '${text}'`);
  }
  const [, field = '', operator, wanted = ''] = match;
  if (![...common, ...known].includes(field)) {
    throw badRequest(refusal(field, known));
  }
  const path = field.split('.');
  const isEqual = (object: KubeObject) => textOf(valueAt(object, ...path)) === wanted;
  return operator === '!=' ? (object) => !isEqual(object) : isEqual;
}

function refusal(field: string, known: readonly string[]): string {
  return known.length === 0
    ? `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
    : `field label not supported: ${field}`;
}

/** A missing field is the zero of its type: false for flags, empty for texts. */
function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
