/**
 * A look at the extension by script: `node test/vscode/look.ts <folder> <script>`. Opens the folder
 * in the test host, trusted, and calls the script's default export. Pictures are what it makes.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Look } from './editor.ts';
import { session } from './session.ts';

const [folder, script] = process.argv.slice(2);
if (folder === undefined || script === undefined) {
  throw new Error('usage: node test/vscode/look.ts <folder> <script>');
}
const { default: act } = (await import(pathToFileURL(resolve(script)).href)) as {
  default: (look: Look) => Promise<void>;
};
const settings = JSON.parse(process.env['CHAOS_WORKBENCH_HOST_SETTINGS'] ?? '{}');
await session({ folder: resolve(folder), settings }, act);
