import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import { journalText } from '../engine/journal-text.ts';
import { plain } from '../engine/python/convert.ts';
import { str } from '../engine/python/text.ts';
import { isPyObject, type PyObject, type PyValue } from '../engine/python/value.ts';
import { errorText, HumanError } from '../messages/error.ts';
import type { Arguments } from './arguments.ts';
import { discoveryOf, nativePackage } from './discovery.ts';
import { exitCodes, type Io } from './io.ts';
import { openLog } from './log.ts';
import { type Around, errorOf, notificationsOf } from './notifications.ts';
import { runSignals } from './signals.ts';
import { settingsFor } from './validate.ts';
import { writeText } from './write-text.ts';

/** Milliseconds that looking into a package may take, and installing it. */
const limits = { look: 60_000, install: 600_000 };

/** `discover`: writes what a package offers: ours from the catalogue, any other by asking Python. */
export async function discoverCommand(args: Arguments, io: Io): Promise<number> {
  const { values, positionals } = args;
  const name = positionals[0] ?? '';
  using signals = runSignals(process, process.platform);
  const settings = await settingsFor(args, io);
  const log = openLog(args, io);
  const around = { args, io, log, signal: signals.stop };
  await using notify = notificationsOf(settings, around);
  await notify.plain('discovery-started', name);
  log.line('INFO', `Discovering capabilities from ${name}`);
  let discovery: PyValue;
  try {
    discovery = name === nativePackage ? discoveryOf(kubernetesEntries) : await ask(name, around);
  } catch (error) {
    const reason = errorText(error);
    await notify.plain('discovery-failed', name, errorOf('DiscoveryFailed', reason));
    throw error;
  }
  const path = resolve(io.cwd, values.text('discovery-path') ?? 'discovery.json');
  await writeText(path, `${journalText(discovery)}`);
  io.out(`${io.text({ code: 'discover.saved', args: { path, count: countOf(discovery) } })}\n`);
  await notify.plain('discovery-completed', plain(discovery));
  return exitCodes.ok;
}

function countOf(discovery: PyValue): number {
  const activities = isPyObject(discovery) ? discovery['activities'] : undefined;
  return Array.isArray(activities) ? activities.length : 0;
}

async function ask(name: string, { args, io, log, signal: stop }: Around): Promise<PyValue> {
  const { openPython } = await import('./python.ts');
  const python = openPython(args, io, log.line);
  try {
    if (!args.values.flag('no-install')) {
      log.line('INFO', `Attempting to download and install package '${name}'`);
      await install(await python.interpreter(), name, io, stop);
      log.line('INFO', 'Package downloaded and installed in current environment');
    }
    const signal = AbortSignal.any([stop, AbortSignal.timeout(limits.look)]);
    const system = !args.values.flag('no-system-info');
    const answer = await python.ask({ op: 'discover', package: name, system }, { signal });
    return discovered(answer, name, await python.interpreter());
  } finally {
    await python.close();
  }
}

/** @throws HumanError `discover.…` for what keeps a package from telling */
function discovered(answer: PyObject, name: string, path: string): PyValue {
  const { refused, raised, module, value } = answer;
  if (refused === undefined && raised === undefined) {
    return value ?? null;
  }
  if (typeof raised === 'string') {
    throw new HumanError('discover.raised', { name, reason: raised });
  }
  if (refused === 'function') {
    throw new HumanError('discover.function', { name, module: str(module ?? null) });
  }
  throw new HumanError('discover.package', { name, path });
}

function install(python: string, name: string, io: Io, signal: AbortSignal): Promise<void> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
    // Another word would be an option of pip's, or something to build.
    return Promise.reject(new HumanError('discover.name', { name }));
  }
  const options = {
    cwd: io.cwd,
    env: { ...io.environment },
    signal,
    timeout: limits.install,
    maxBuffer: 16 * 1024 * 1024,
  };
  return new Promise((done, reject) => {
    execFile(python, ['-m', 'pip', 'install', '-U', name], options, (error, _out, err) => {
      if (error === null) {
        done();
        return;
      }
      const reason = err.trim().split('\n').at(-1) || error.message;
      reject(new HumanError('discover.install', { name, reason }, { cause: error }));
    });
  });
}
