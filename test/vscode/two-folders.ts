import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const settings = {
  shop: {
    'chaosWorkbench.files.experiments': ['parts/*.json'],
    'chaosWorkbench.run.journalPath': 'shop-journal.json',
    'chaosWorkbench.run.environment': { WHERE: 'shop' },
  },
  bank: { 'chaosWorkbench.run.environment': { WHERE: 'bank' } },
};

/**
 * Makes a workspace of the folders `shop` and `bank`, each with settings of its own.
 * @returns path of its `.code-workspace` file
 */
export function twoFolders(folder: string): string {
  for (const [name, own] of Object.entries(settings)) {
    const place = join(folder, name, '.vscode');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'settings.json'), JSON.stringify(own));
  }
  const file = join(folder, 'two.code-workspace');
  const folders = Object.keys(settings).map((path) => ({ path }));
  writeFileSync(file, JSON.stringify({ folders }));
  return file;
}
