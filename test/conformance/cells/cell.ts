import type { JsonObject } from '../../../src/experiment/json.ts';
import type { Answer, Client } from '../client.ts';
import type { Stage } from '../stage.ts';

/** One assertion that holds for every API server of Kubernetes. */
export interface Cell {
  /** `verb resource: behaviour`. */
  name: string;
  /** Throws an AssertionError where the server behaves otherwise. */
  run(stage: Stage): Promise<void>;
}

/** A request that a cell makes as the administrator. */
export type Call = Client['call'];

/** What an object's metadata has. */
export function metadata(answer: Answer | JsonObject): JsonObject {
  const body =
    'code' in answer && typeof answer.code === 'number' && 'body' in answer ? answer.body : answer;
  const found = (body as JsonObject)['metadata'];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {};
}

/** A name that no other cell takes, of small letters. */
export function nameOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/-$/, '');
}
