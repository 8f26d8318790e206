import { readFileSync } from 'node:fs';
import { format, learn } from '../messages/format.ts';
import { languageOf } from '../messages/language.ts';
import { outputOf } from '../platform/output.ts';
import { main } from './main.ts';

/**
 * The command line in this process.
 * @returns the exit code, see `main`
 */
export async function start(argv: string[]): Promise<number> {
  const [out, err] = [outputOf(1, process.platform), outputOf(2, process.platform)];
  const language = languageOf(process.env);
  await learn(language);
  return main(argv, {
    version() {
      const manifest = new URL('../../package.json', import.meta.url);
      return JSON.parse(readFileSync(manifest, 'utf8')).version;
    },
    language,
    text: (message) => format(message, language),
    out: out.write,
    err: err.write,
    colour: err.terminal && process.env['NO_COLOR'] === undefined,
    environment: process.env,
    cwd: process.cwd(),
  });
}
