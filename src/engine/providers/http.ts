import { HumanError } from '../../messages/error.ts';
import { ActivityFailed } from '../failed.ts';
import { isPyObject, type PyObject } from '../python/value.ts';
import type { ProviderContext } from './context.ts';
import { outputOf } from './http/answer.ts';
import type { Answer } from './http/exchange.ts';
import { type HttpRequest, requestOf } from './http/request.ts';
import { SendFailed, send } from './http/send.ts';

/**
 * Runs an HTTP activity as `requests` does: `{status, headers, body}`. Any status is a success.
 * @throws ActivityFailed when there is no connection or no answer in time
 * @throws HumanError `engine.http-*` where the original ends in an exception
 * @throws the signal's reason when it is aborted
 */
export async function runHttp(activity: PyObject, context: ProviderContext): Promise<PyObject> {
  const provider = isPyObject(activity['provider']) ? activity['provider'] : {};
  const request = requestOf(provider, context.scope);
  const answer = await answerTo(request, context);
  if (!Object.hasOwn(activity, 'tolerance') && answer.status > 399) {
    context.log(
      'WARNING',
      'This HTTP call returned a response with a HTTP status code above 400. This may indicate some error and not what you expected. Please have a look at the logs.',
    );
  }
  return outputOf(answer);
}

async function answerTo(request: HttpRequest, context: ProviderContext): Promise<Answer> {
  const { environment, cwd, signal, platform } = context;
  try {
    return await send(request, { environment, cwd, signal, homedir: platform.homedir });
  } catch (error) {
    throw error instanceof SendFailed ? failure(error, request.url) : error;
  }
}

/** The original tells a late answer from a lost connection only where it does not try again. */
function failure({ failed, mayRepeat }: SendFailed, url: string): Error {
  if (failed.stage === 'read' && failed.timedOut && !mayRepeat) {
    return new ActivityFailed('activity took too long to complete');
  }
  if (failed.stage === 'body' && !failed.timedOut) {
    return new HumanError('engine.http-cut', { url, reason: failed.message }, { cause: failed });
  }
  return new ActivityFailed(`failed to connect to ${url}: ${failed.message}`);
}
