import { homedir } from 'node:os';
import { type Content, contentOf } from '../engine/providers/http/answer.ts';
import type { Answer as Sent } from '../engine/providers/http/exchange.ts';
import { plainRequest } from '../engine/providers/http/request.ts';
import { SendFailed, send } from '../engine/providers/http/send.ts';
import { HumanError, isHumanError } from '../messages/error.ts';
import type { SourceContext } from './source.ts';

/** Milliseconds an address may take to answer. */
const httpLimit = 30_000;

/** What an address sent. */
export interface Answer {
  text: string;
  /** Its Content-Type. */
  type: string;
}

/**
 * Asks an address for a text, as `requests` would: through proxies, with netrc and bundles of
 * authorities. The authorisation stays with its host when the address redirects.
 * A file of its own, because loading Node's HTTP costs more than the rest of a small run.
 * @param name what messages call the address
 * @throws HumanError `workbench.source-unreachable`, `workbench.source-status`
 */
export async function fetchText(
  url: string,
  name: string,
  authorisation: string | undefined,
  context: SourceContext,
): Promise<Answer> {
  const limit = AbortSignal.timeout(httpLimit);
  const request = plainRequest('GET', url, {
    headers: {
      Accept: 'application/json, application/x-yaml',
      ...(authorisation && { Authorization: authorisation }),
    },
    verify: context.verifyTls,
  });
  let answer: Sent;
  let content: Content;
  try {
    answer = await send(request, {
      environment: context.environment,
      cwd: context.cwd,
      homedir: homedir(),
      signal: AbortSignal.any([context.signal, limit]),
    });
    content = await contentOf(answer);
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof SendFailed || isHumanError(error) || limit.aborted)) {
      throw error;
    }
    const reason = limit.aborted ? `no answer in ${httpLimit / 1000} s` : (error as Error).message;
    throw new HumanError('workbench.source-unreachable', { url: name, reason }, { cause: error });
  }
  const { type = '' } = content;
  const text = decoded(content.bytes, type);
  if (answer.status !== 200) {
    const body = text.slice(0, 200);
    throw new HumanError('workbench.source-status', { url: name, status: answer.status, body });
  }
  return { text, type };
}

/** By the charset; UTF-8 without one, where the original would read a text as ISO-8859-1. */
function decoded(body: Buffer, type: string): string {
  const charset = /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(type)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    return body.toString('utf8');
  }
}
