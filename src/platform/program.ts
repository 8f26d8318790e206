import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name of the package, and first word of its User-Agent. */
const name = 'chaos-workbench';

/**
 * Path of a file that was built for the package.
 * @throws Error where this file belongs to no package
 */
export function builtFile(file: string, start: string = import.meta.dirname): string {
  const found = packageAbove(start);
  if (found === undefined) {
    throw new Error(`no package ${name} above ${start}`);
  }
  return join(found.folder, 'dist', file);
}

/**
 * How this program names itself to servers: `chaos-workbench/0.1.0 (run abc)`. The version is that of
 * the package this file belongs to, whether it runs from its sources or from a bundle below it.
 * @param detail what of the program asks
 */
export function userAgent(detail: string, start: string = import.meta.dirname): string {
  return `${name}/${packageAbove(start)?.version ?? 'unknown'} (${detail})`;
}

function packageAbove(folder: string): { folder: string; version: string } | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (manifest.name === name) {
      return { folder, version: manifest.version };
    }
  } catch {
    // No package here: look further up.
  }
  const parent = dirname(folder);
  return parent === folder ? undefined : packageAbove(parent);
}
