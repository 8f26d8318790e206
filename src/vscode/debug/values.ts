import type { DebugProtocol } from '@vscode/debugprotocol';
import { isObject, type Json } from '../../experiment/json.ts';

/** How a value can be asked for again: as it stands in the debug console. */
export type Asking = { by: 'names' } | { by: 'outputs' } | { by: 'path'; path: string; of: string };

/** A value whose parts can be unfolded. */
interface Node {
  value: () => Promise<Json> | Json;
  asking: Asking | undefined;
}

/** Characters of a value that stand in its row. */
const longest = 200;

/** Characters of an object's summary. */
const summary = 60;

/** Values of the debug views, by the numbers that the protocol calls them. */
export class Values {
  readonly #nodes: Node[] = [];

  /** The number of a value; what it is may be asked for only when it is unfolded. */
  add(value: Node['value'], asking?: Asking): number {
    return this.#nodes.push({ value, asking });
  }

  /**
   * The parts of a value.
   * @param start of the parts of a list
   */
  async parts(
    reference: number,
    { start = 0, count }: { start?: number; count?: number },
  ): Promise<DebugProtocol.Variable[]> {
    const node = this.#nodes[reference - 1];
    const value = (await node?.value()) ?? null;
    if (Array.isArray(value)) {
      const end = count ? start + count : undefined;
      return value
        .slice(start, end)
        .map((item, index) => this.#row(String(start + index), start + index, item, node?.asking));
    }
    return isObject(value)
      ? Object.entries(value).map(([key, item]) => this.#row(key, key, item, node?.asking))
      : [];
  }

  /** A value as the protocol shows it. */
  shown(value: Json, asking?: Asking): Omit<DebugProtocol.Variable, 'name'> {
    const unfolds = typeof value === 'object' && value !== null;
    return {
      value: textOf(value),
      type: Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value,
      variablesReference: unfolds ? this.add(() => value, asking) : 0,
      ...(Array.isArray(value) && { indexedVariables: value.length }),
    };
  }

  #row(
    name: string,
    key: string | number,
    value: Json,
    asking: Asking | undefined,
  ): DebugProtocol.Variable {
    const inner = asking && within(asking, key);
    return {
      name,
      ...this.shown(value, inner?.asking),
      ...(inner?.text !== undefined && { evaluateName: inner.text }),
    };
  }
}

/** How a part is asked for. */
function within(asking: Asking, key: string | number): { text?: string; asking?: Asking } {
  const quoted = JSON.stringify(key);
  switch (asking.by) {
    case 'names':
      return { text: `\${${key}}` };
    case 'outputs':
      return { text: `output of ${quoted}`, asking: { by: 'path', path: '$', of: String(key) } };
    case 'path': {
      const path = `${asking.path}[${quoted}]`;
      return { text: `${path} of ${JSON.stringify(asking.of)}`, asking: { ...asking, path } };
    }
  }
}

/** A value in one row. */
export function textOf(value: Json): string {
  if (Array.isArray(value)) {
    return `(${value.length}) ${cut(JSON.stringify(value), summary)}`;
  }
  return cut(JSON.stringify(value), typeof value === 'object' ? summary : longest);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
