import type { Json } from '../experiment/json.ts';
import type { ActivityKind } from '../experiment/model.ts';

/** A JSON schema (draft-07) fragment for one argument, as plain data. */
export interface ParameterSchema {
  type?: string | string[];
  enum?: Json[];
  items?: ParameterSchema;
  additionalProperties?: boolean | ParameterSchema;
  minimum?: number;
  maximum?: number;
}

/** One argument of an activity. */
export interface Parameter {
  name: string;
  schema: ParameterSchema;
  /** What it means, its unit, and what happens when it is left out. */
  doc: string;
  required?: boolean;
  /** The original's default; absent when required or when the default is `null`. */
  default?: Json;
}

/**
 * Everything static about one activity, as serialisable data. Validation, completion, hover,
 * snippets and the docs page read it; nothing about an activity is written twice.
 */
export interface CatalogueEntry {
  module: string;
  func: string;
  /** Other `module.func` paths under which an experiment may import it. */
  aliases: readonly string[];
  kind: ActivityKind;
  /** One sentence, in our own words. */
  summary: string;
  /** More, in Markdown: return value, traps, differences from the original. */
  doc?: string;
  parameters: readonly Parameter[];
  /** Changes the system: asks for consent, is planned, goes into the ledger. */
  destructive: boolean;
  /** Kept by the original for old experiments only. */
  deprecated?: string;
}
