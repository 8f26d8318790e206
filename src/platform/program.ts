import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name of the package, and first word of its User-Agent. */
const name = 'chaos-workbench';

/**
 * How this program names itself to servers: `chaos-workbench/0.1.0 (run abc)`. The version is that of
 * the package this file belongs to, whether it runs from its sources or from a bundle below it.
 * @param detail what of the program asks
 */
export function userAgent(detail: string, start: string = import.meta.dirname): string {
  return `${name}/${versionAbove(start)} (${detail})`;
}

function versionAbove(folder: string): string {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (manifest.name === name) {
      return manifest.version;
    }
  } catch {
    // No package here: look further up.
  }
  const parent = dirname(folder);
  return parent === folder ? 'unknown' : versionAbove(parent);
}
