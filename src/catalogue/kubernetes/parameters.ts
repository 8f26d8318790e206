import type { Json } from '../../experiment/json.ts';
import type { Parameter } from '../types.ts';

/** A text argument that must be given. */
export function requiredText(name: string, doc: string): Parameter {
  return { name, schema: { type: 'string' }, doc, required: true };
}

/** A text argument that is `null` when left out. */
export function optionalText(name: string, doc: string): Parameter {
  return { name, schema: { type: ['string', 'null'] }, doc };
}

/** A text argument with a default; `choices` are all it may be. */
export function text(name: string, value: string, doc: string, choices?: string[]): Parameter {
  const schema = choices ? { type: 'string', enum: choices as Json[] } : { type: 'string' };
  return { name, schema, doc, default: value };
}

/** A yes or no. */
export function flag(name: string, value: boolean, doc: string): Parameter {
  return { name, schema: { type: 'boolean' }, doc, default: value };
}

/** A whole number with a default. */
export function integer(name: string, value: number, doc: string, minimum?: number): Parameter {
  const schema = minimum === undefined ? { type: 'integer' } : { type: 'integer', minimum };
  return { name, schema, doc, default: value };
}

/** A whole number that must be given. */
export function requiredInteger(name: string, doc: string, minimum = 0): Parameter {
  return { name, schema: { type: 'integer', minimum }, doc, required: true };
}

/** A whole number that is `null` when left out. */
export function optionalInteger(name: string, doc: string): Parameter {
  return { name, schema: { type: ['integer', 'null'] }, doc };
}

/** An object that is `null` when left out. */
export function optionalObject(name: string, doc: string): Parameter {
  return { name, schema: { type: ['object', 'null'] }, doc };
}

/** The namespace of almost every activity. */
export const ns: Parameter = text(
  'ns',
  'default',
  'Namespace. When left out it is `default`, whatever namespace the kubeconfig context names.',
);

/** A label selector that narrows a search. */
export const labelSelector: Parameter = optionalText(
  'label_selector',
  'Label selector in kubectl’s syntax, such as `app=front,tier!=cache`; the API server evaluates it.',
);

/** A label selector that decides alone what is meant, so it must be there. */
export const requiredLabelSelector: Parameter = {
  ...requiredText(
    'label_selector',
    'Label selector in kubectl’s syntax, such as `app=front`. An empty text means every pod of the namespace.',
  ),
};

/** The label selector with the original’s odd default. */
export const nameLabelSelector: Parameter = text(
  'label_selector',
  'name in ({name})',
  'Label selector; `{name}` in it is replaced by `name`. The default looks for a *label* called `name`, which many workloads do not have.',
);

/** A manifest on disk. */
export function specPath(kind: string): Parameter {
  return requiredText(
    'spec_path',
    `Path of a \`.json\`, \`.yml\` or \`.yaml\` file with one ${kind}. Relative paths start at the folder the run was started in.`,
  );
}

/** Seconds a readiness probe waits. */
export const waitTimeout: Parameter = integer(
  'timeout',
  30,
  'Seconds to wait for the state before giving up.',
  0,
);
