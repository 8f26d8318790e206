import { dumpJson } from '../providers/http/json.ts';
import { plainRequest } from '../providers/http/request.ts';
import { send } from '../providers/http/send.ts';
import { place, targetOf } from '../providers/http/url.ts';
import { truthy } from '../python/compare.ts';
import { str } from '../python/text.ts';
import { isPyObject, type PyObject } from '../python/value.ts';
import type { Notification, NotifySurroundings } from './notify.ts';

/** Milliseconds for the connection, and between two pieces of the answer. */
const timeouts = { connect: 2000, read: 5000 };

/**
 * POSTs a notification as JSON, or only GETs the address when the channel says
 * `forward_event_payload: false`. `headers` and `verify_tls` are the channel's.
 * @throws when there was no answer
 */
export async function tellOverHttp(
  channel: PyObject,
  notification: Notification,
  around: NotifySurroundings,
): Promise<void> {
  const url = channel['url'] ?? null;
  if (!truthy(url)) {
    around.log('DEBUG', 'missing url in notification channel');
    return;
  }
  const isPost = truthy(channel['forward_event_payload'] ?? true);
  const verify = channel['verify_tls'] ?? true;
  const request = plainRequest(isPost ? 'POST' : 'GET', str(url), {
    headers: headersOf(channel),
    ...(isPost && { body: Buffer.from(dumpJson(notification)) }),
    timeouts,
    verify: typeof verify === 'string' ? verify : truthy(verify),
  });
  const answer = await send(request, around);
  if (answer.status >= 400) {
    // The rest of an address is often its password.
    const host = place(targetOf(str(url), ''));
    around.log('DEBUG', `notification sent to ${host} failed with: ${answer.status}`);
  }
}

function headersOf(channel: PyObject): Record<string, string> {
  const headers = channel['headers'] ?? null;
  return isPyObject(headers)
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, str(value)]))
    : {};
}
