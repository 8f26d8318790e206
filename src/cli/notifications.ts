import { homedir } from 'node:os';
import type { PythonBridge } from '../engine/bridge/bridge.ts';
import type { FlowEvent } from '../engine/notify/flow-event.ts';
import type { Notification } from '../engine/notify/notify.ts';
import { isObject, type Json, type JsonObject } from '../experiment/json.ts';
import type { Settings } from '../workbench/settings.ts';
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';
import type { Log } from './log.ts';

/** Tells the channels of the settings. What is told must hold no secrets any more. */
export interface Notifications extends AsyncDisposable {
  /** Of an experiment as it was written: its secrets are taken out here. */
  experiment(event: FlowEvent, experiment: Json, error?: string): Promise<void>;
  /** Of anything else: a name, a discovery. */
  plain(event: FlowEvent, payload: Json, error?: string): Promise<void>;
  /** Of a journal, by the path of its file. */
  journal(events: readonly FlowEvent[], path: string): Promise<void>;
}

/** What a command works with; the environment is that of the run where there is one. */
export interface Around {
  args: Arguments;
  io: Io;
  log: Log;
  signal: AbortSignal;
}

const silent = async () => {};

/** Nothing is loaded when the settings have no channels. */
export function notificationsOf({ notifications }: Settings, parts: Around): Notifications {
  if (notifications.length === 0) {
    return { experiment: silent, plain: silent, journal: silent, [Symbol.asyncDispose]: silent };
  }
  const { io, log, signal } = parts;
  const { environment, cwd } = io;
  const plugins = pluginsOf(parts);
  const around = {
    environment,
    cwd,
    homedir: homedir(),
    signal,
    log: log.line,
    plugin: plugins.call,
  };
  const told = import('../engine/notify/notify.ts').then(({ notifier }) =>
    notifier(notifications, around),
  );
  return {
    [Symbol.asyncDispose]: plugins.close,
    async experiment(event, experiment, error) {
      const { maskExperiment } = await import('../engine/mask-experiment.ts');
      const payload = isObject(experiment) ? maskExperiment(experiment, environment) : experiment;
      await (await told)(event, payload, error);
    },
    async plain(event, payload, error) {
      await (await told)(event, payload, error);
    },
    async journal(events, path) {
      const { readFile } = await import('node:fs/promises');
      const { parseJson } = await import('../engine/python/json.ts');
      const journal = parseJson(await readFile(path, 'utf8'));
      for (const event of events) {
        await (await told)(event, journal);
      }
    },
  };
}

/** Milliseconds that a plugin may take. */
const pluginLimit = 60_000;

/** Channels that are functions of the user's Python, which is started for the first of them. */
function pluginsOf({ args, io, log, signal: stop }: Around) {
  let python: Promise<PythonBridge> | undefined;
  return {
    async call(channel: JsonObject, notification: Notification): Promise<void> {
      const module = String(channel['module']);
      const func = String(channel['func'] ?? 'notify');
      python ??= import('./python.ts').then(({ openPython }) => openPython(args, io, log.line));
      const signal = AbortSignal.any([stop, AbortSignal.timeout(pluginLimit)]);
      const question = { op: 'notify', module, func, channel, notification };
      const { raised, value } = await (await python).ask(question, { signal });
      if (raised !== undefined) {
        log.line('DEBUG', `failed calling notification plugin: ${raised}`);
      } else if (value === false) {
        const text = `could not find function '${func}' in plugin '${module}' for notification`;
        log.line('DEBUG', text);
      }
    },
    async close(): Promise<void> {
      await (await python?.catch(() => undefined))?.close();
    },
  };
}

/** An error as the original writes one that it sends. */
export function errorOf(kind: string, message: string): string {
  return `An exception was raised: ${kind}('${message}')`;
}
