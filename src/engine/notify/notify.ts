import type { JsonObject } from '../../experiment/json.ts';
import type { Environment } from '../../platform/platform.ts';
import type { Log } from '../log.ts';
import { lift } from '../python/convert.ts';
import { str } from '../python/text.ts';
import { type PyObject, type PyValue, toFloat } from '../python/value.ts';
import { type FlowEvent, phaseOf } from './flow-event.ts';

/** What is sent to a channel. */
export interface Notification extends PyObject {
  name: FlowEvent;
  payload: PyValue;
  phase: string;
  /** Seconds since 1970. */
  ts: PyValue;
}

/** What telling needs of the process around it. */
export interface NotifySurroundings {
  environment: Environment;
  cwd: string;
  homedir: string;
  signal: AbortSignal;
  log: Log;
  /** Calls `module.func(channel, notification)`, where there is Python. */
  plugin?(channel: JsonObject, notification: Notification): Promise<void>;
}

/** Tells channels what goes on. */
export type Notify = (event: FlowEvent, payload: PyValue, error?: string) => Promise<void>;

/**
 * The `notifications` of the settings. Each channel is told of the events it names, of all without
 * `events`, one after the other; what goes wrong there is a line at level DEBUG and never an error.
 * The payload must already be without secrets.
 */
export function notifier(channels: readonly JsonObject[], around: NotifySurroundings): Notify {
  return async (event, payload, error) => {
    for (const channel of channels) {
      const { events } = channel;
      const isWanted = !Array.isArray(events) || events.length === 0 || events.includes(event);
      if (isWanted && !around.signal.aborted) {
        await tell(channel, notificationOf(event, payload, error), around);
      }
    }
  };
}

function notificationOf(event: FlowEvent, payload: PyValue, error?: string): Notification {
  return {
    name: event,
    payload,
    phase: phaseOf(event),
    ts: toFloat(Date.now() / 1000),
    ...(error !== undefined && { error }),
  };
}

async function tell(
  channel: JsonObject,
  notification: Notification,
  around: NotifySurroundings,
): Promise<void> {
  try {
    if (channel['type'] === 'http') {
      const { tellOverHttp } = await import('./http.ts');
      await tellOverHttp(lift(channel, new Set()), notification, around);
    } else if (channel['type'] === 'plugin') {
      await tellPlugin(channel, notification, around);
    }
  } catch (error) {
    // An address is often a password: it is not told.
    const reason = (error as Error).message.replaceAll(String(channel['url']), 'its url');
    around.log('DEBUG', `failed calling notification endpoint: ${reason}`);
  }
}

async function tellPlugin(
  channel: JsonObject,
  notification: Notification,
  around: NotifySurroundings,
): Promise<void> {
  if (around.plugin === undefined) {
    const module = str(lift(channel, new Set())['module'] ?? null);
    around.log('DEBUG', `could not find Python plugin '${module}' for notification`);
    return;
  }
  await around.plugin(channel, notification);
}
