import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar as ScalarNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { MessageArgs } from '../messages/types.ts';
import type { Json, JsonObject } from './json.ts';
import { maxDepth, type Reading, setMember } from './parsed.ts';
import { join } from './pointer.ts';
import type { SourceNode } from './tree.ts';
import { numberSurprise, resolvePlain, resolveTagged, type Scalar } from './yaml-scalars.ts';

/** How many values aliases may add; more is an alias bomb. */
const maxAliased = 20_000;

const yamlTag = 'tag:yaml.org,2002:';

/** Types that Chaos Toolkit can't write into a journal, or that have no JSON form. */
const unsupportedTags = new Set(['binary', 'set', 'omap', 'pairs']);

/** A node, or nothing where a key or a value was left out. */
type Maybe = Node | null | undefined;

/** Turns the nodes of one document into JSON values, with PyYAML's rules and with places. */
export class YamlBuilder {
  readonly #text: string;
  readonly #reading: Reading;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #aliasDepth = 0;
  #aliased = 0;
  #stopped = false;

  constructor(text: string, reading: Reading) {
    this.#text = text;
    this.#reading = reading;
  }

  document(document: Document.Parsed): Json | undefined {
    if (document.contents === null && this.#text.trim() === '') {
      return undefined;
    }
    return this.#value(document.contents, '', this.#reading.root, 0);
  }

  #value(node: Maybe, pointer: string, place: SourceNode, depth: number): Json {
    if (node === null || node === undefined || this.#stopped) {
      return null;
    }
    this.#setPlace(node, place);
    if (this.#aliasDepth > 0) {
      this.#aliased += 1;
      if (this.#aliased > maxAliased) {
        this.#stopped = true;
        this.#report('experiment.yaml-alias-bomb', node, pointer, { limit: maxAliased });
        return null;
      }
    }
    if (depth > maxDepth) {
      this.#stopped = true;
      this.#report('experiment.too-deep', node, pointer, { limit: maxDepth });
      return null;
    }
    if (isAlias(node)) {
      return this.#alias(node, pointer, place, depth);
    }
    if (node.anchor !== undefined) {
      this.#anchors.set(node.anchor, node);
      this.#reading.anchored = true;
    }
    if (this.#hasBadTag(node, pointer)) {
      return null;
    }
    if (isMap(node)) {
      return this.#map(node, pointer, place, depth);
    }
    if (isSeq(node)) {
      return this.#list(node, pointer, place, depth);
    }
    return isScalar(node) ? this.#scalar(node, pointer) : null;
  }

  #setPlace(node: Node, place: SourceNode): void {
    const [start] = node.range ?? [place.start];
    const end = endOf(node) ?? place.end;
    if (start === end && place.key !== undefined) {
      // A value that is left out stands where its name stands.
      place.start = place.key.start;
      place.end = place.key.end;
      return;
    }
    place.start = start;
    place.end = start + this.#text.slice(start, end).trimEnd().length;
  }

  #alias(node: Alias, pointer: string, place: SourceNode, depth: number): Json {
    const target = this.#anchors.get(node.source);
    if (target === undefined) {
      this.#report('experiment.yaml-alias', node, pointer, { name: node.source });
      return null;
    }
    if (this.#open.has(target)) {
      this.#report('experiment.yaml-recursive', node, pointer, { name: node.source });
      return null;
    }
    const { start, end, key } = place;
    this.#aliasDepth += 1;
    const value = this.#value(target, pointer, place, depth);
    this.#aliasDepth -= 1;
    Object.assign(place, { start, end, key, alias: true });
    return value;
  }

  #list(node: YAMLSeq, pointer: string, place: SourceNode, depth: number): Json[] {
    this.#open.add(node);
    const items: SourceNode[] = [];
    place.items = items;
    const values = node.items.map((item, index) => {
      const child = { start: place.start, end: place.end };
      items.push(child);
      return this.#value(item as Maybe, join(pointer, index), child, depth + 1);
    });
    this.#open.delete(node);
    return values;
  }

  #map(node: YAMLMap, pointer: string, place: SourceNode, depth: number): JsonObject {
    this.#open.add(node);
    const result: JsonObject = {};
    place.members = new Map();
    const own: Pair[] = [];
    for (const pair of node.items) {
      if (this.#isMerge(pair.key as Maybe)) {
        this.#merge(pair.value as Maybe, pointer, place, result, depth);
      } else {
        own.push(pair);
      }
    }
    const seen = new Set<string>();
    for (const pair of own) {
      const name = this.#key(pair.key as Maybe, pair.value as Maybe, pointer);
      if (name === undefined) {
        continue;
      }
      const [start, end] = (pair.key as Node | null)?.range ?? [place.start, place.start];
      const key = { start, end };
      const at = join(pointer, name);
      if (seen.has(name)) {
        const args = { name };
        const severity = 'warning';
        const code = 'experiment.duplicate-key';
        this.#reading.problems.push({ code, args, severity, pointer: at, ...key });
      }
      seen.add(name);
      const member: SourceNode = { start, end, key };
      place.members.set(name, member);
      setMember(result, name, this.#value(pair.value as Maybe, at, member, depth + 1));
    }
    this.#open.delete(node);
    return result;
  }

  #isMerge(key: Maybe): boolean {
    return (
      isScalar(key) && key.type === ScalarNode.PLAIN && key.source === '<<' && key.tag === undefined
    );
  }

  /** Members of a merged map; the first of several maps wins, the map's own members beat all. */
  #merge(
    value: Maybe,
    pointer: string,
    place: SourceNode,
    result: JsonObject,
    depth: number,
  ): void {
    const target = isAlias(value) ? this.#anchors.get(value.source) : value;
    const sources = isSeq(target) ? [...target.items].reverse() : [value];
    for (const source of sources as Node[]) {
      const child: SourceNode = { start: place.start, end: place.end };
      const merged = this.#value(source, pointer, child, depth + 1);
      if (child.members === undefined) {
        if (!this.#stopped) {
          this.#report('experiment.yaml-merge', source, pointer);
        }
        continue;
      }
      for (const [name, member] of child.members) {
        place.members?.set(name, { ...member, alias: true });
        setMember(result, name, (merged as JsonObject)[name] ?? null);
      }
    }
  }

  /** A key as it reaches the journal: names that are not text are written as JSON writes them. */
  #key(key: Maybe, value: Maybe, pointer: string): string | undefined {
    const place = key ?? value;
    const target = isAlias(key) ? this.#anchors.get(key.source) : key;
    if (target !== null && target !== undefined && !isScalar(target)) {
      this.#report('experiment.yaml-key-complex', place, pointer);
      return undefined;
    }
    if (isScalar(target) && target.anchor !== undefined) {
      this.#anchors.set(target.anchor, target);
      this.#reading.anchored = true;
    }
    const source = isScalar(target) ? String(target.source ?? '') : '';
    if (source === '=') {
      return source;
    }
    const scalar = isScalar(target) ? this.#resolve(target) : { type: 'null' as const };
    if (scalar === undefined || scalar.type === 'time' || scalar.type === 'invalid') {
      this.#report('experiment.yaml-key-complex', place, pointer);
      return undefined;
    }
    if (scalar.type === 'text') {
      return scalar.value;
    }
    const name = scalar.type === 'null' ? 'null' : String(scalar.value);
    const args = { text: source, name };
    this.#report('experiment.yaml-key-type', place, join(pointer, name), args, 'warning');
    return name;
  }

  #scalar(node: ScalarNode, pointer: string): Json {
    const scalar = this.#resolve(node);
    const text = String(node.source ?? '');
    if (scalar === undefined) {
      this.#report('experiment.yaml-tag', node, pointer);
      return null;
    }
    switch (scalar.type) {
      case 'null':
        return null;
      case 'invalid':
        this.#report(`experiment.yaml-${scalar.what}`, node, pointer, { text });
        return null;
      case 'integer':
        if (!Number.isSafeInteger(scalar.value)) {
          this.#report('experiment.number-precision', node, pointer, {}, 'warning');
        }
        this.#surprise(node, pointer, scalar.value);
        return scalar.value;
      case 'float':
        if (!Number.isFinite(scalar.value)) {
          this.#report('experiment.number-range', node, pointer);
          return null;
        }
        if (Number.isInteger(scalar.value)) {
          this.#reading.floats.add(pointer);
        }
        return scalar.value;
      default:
        this.#surprise(node, pointer, scalar.value);
        return scalar.value;
    }
  }

  /** Numbers that YAML 1.1 reads otherwise than they look. */
  #surprise(node: ScalarNode, pointer: string, value: Json): void {
    const text = node.type === ScalarNode.PLAIN ? String(node.source ?? '') : '';
    const surprise = numberSurprise(text);
    if (surprise !== undefined && node.tag === undefined) {
      const { code, instead } = surprise;
      const [start, end] = node.range ?? [0, 0];
      const args = { text, value: String(value) };
      this.#reading.problems.push({
        code,
        severity: 'warning',
        pointer,
        start,
        end,
        args,
        instead,
      });
    }
  }

  #resolve(node: ScalarNode): Scalar | undefined {
    const source = String(node.source ?? '');
    if (node.tag?.startsWith(yamlTag)) {
      return resolveTagged(node.tag.slice(yamlTag.length), source);
    }
    return node.type === ScalarNode.PLAIN && node.tag === undefined
      ? resolvePlain(source)
      : { type: 'text', value: source };
  }

  #hasBadTag(node: Node, pointer: string): boolean {
    const { tag } = node as { tag?: string };
    if (tag === undefined || tag === '!') {
      return false;
    }
    const name = tag.startsWith(yamlTag) ? tag.slice(yamlTag.length) : undefined;
    const known = isMap(node) ? ['map'] : isSeq(node) ? ['seq'] : undefined;
    const bad =
      name === undefined || unsupportedTags.has(name) || (known && !known.includes(name)) === true;
    if (bad) {
      this.#report('experiment.yaml-tag', node, pointer);
    }
    return bad;
  }

  #report(
    code: string,
    node: Maybe,
    pointer: string,
    args?: MessageArgs,
    severity: 'error' | 'warning' = 'error',
  ): void {
    const [start, end] = node?.range ?? [0, 0];
    this.#reading.problems.push({ code, severity, pointer, start, end, ...(args && { args }) });
  }
}

/**
 * Where a node ends: a block with its last value. The parser counts comments behind a block in or not,
 * depending on what follows.
 */
function endOf(node: Node): number | undefined {
  let last = node;
  while (isCollection(last) && last.flow !== true) {
    const item = last.items.at(-1);
    const inner = (isPair(item) ? (item.value ?? item.key) : item) as Maybe;
    if (inner === null || inner === undefined) {
      break;
    }
    last = inner;
  }
  return last.range?.[1];
}
