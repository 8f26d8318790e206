import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../src/experiment/json.ts';
import type { Stage } from './stage.ts';

const file = join(import.meta.dirname, 'golden', 'objects.json');

/**
 * What the real control plane has answered, by name. Run with `CONFORMANCE_RECORD=1` and a real
 * cluster to write it anew; otherwise both servers are held against it.
 */
export function matchesGolden(stage: Stage, name: string, value: Json): void {
  const known: Record<string, Json> = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {};
  if (process.env['CONFORMANCE_RECORD'] === '1') {
    if (stage.name === 'real') {
      const sorted = Object.entries({ ...known, [name]: value }).sort(([a], [b]) =>
        a < b ? -1 : 1,
      );
      writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
    }
    return;
  }
  assert.deepEqual(value, known[name]);
}
