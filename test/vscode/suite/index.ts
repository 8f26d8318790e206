import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { MARK } from '../host/mark.ts';
import { driver } from './driver.ts';

/** Called by VS Code inside its extension host. Fails when any test fails. */
export async function run(): Promise<void> {
  const name = process.env['CHAOS_WORKBENCH_TEST_SUITE'] ?? 'trusted';
  const only = process.env['CHAOS_WORKBENCH_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    color: true,
    ...(only !== undefined && { grep: only }),
  });
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(MARK + format(...args));
  mocha.suite.afterEach('picture of a failure', async function () {
    if (this.currentTest?.isFailed()) {
      await driver.screenshot({ path: join(__dirname, `../failed-${name}.png`) });
    }
  });
  const folder = join(__dirname, name);
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.test.cjs')) {
      mocha.addFile(join(folder, file));
    }
  }
  const failures = await new Promise<number>((resolve) => {
    mocha.run(resolve);
  });
  if (failures > 0) {
    throw new Error(`${failures} of the tests inside VS Code failed`);
  }
}
