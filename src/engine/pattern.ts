import { Script } from 'node:vm';
import { translatePattern } from '../experiment/python-pattern.ts';
import { searchCode } from './regexp-search.ts';

/** Milliseconds a search may hold up this thread before it moves to one of its own. */
const ownTime = 40;

/** Longest search in a thread of its own, in milliseconds; only there to end for certain. */
const longestSearch = 24 * 60 * 60 * 1000;

/**
 * Whether a Python pattern is found in a text, as `re.search` tells it. A pattern that takes long
 * runs beside this thread and ends when the signal is aborted.
 * @throws HumanError `experiment.pattern-*`, and the signal's reason when it is aborted
 */
export async function searchPattern(
  pattern: string,
  text: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [found] = await searchPatternInAll(pattern, [text], signal);
  return found === true;
}

/** The same for many texts at once, which is much faster than one after the other. */
export async function searchPatternInAll(
  pattern: string,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<boolean[]> {
  signal.throwIfAborted();
  const { source, flags } = translatePattern(pattern);
  const input = { source, flags, texts: JSON.stringify(texts) };
  try {
    return unpack(new Script(searchAllCode).runInNewContext({ ...input }, { timeout: ownTime }));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw error;
    }
    return unpack(await searchInThread(input, signal));
  }
}

/** Texts and answers cross the realm as one text each: that is fast, and no foreign object stays. */
const searchAllCode = `JSON.parse(texts).map((text) => (${searchCode} ? 1 : 0)).join('')`;

function unpack(answers: string): boolean[] {
  return [...answers].map((answer) => answer === '1');
}

async function searchInThread(input: object, signal: AbortSignal): Promise<string> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(
    `const { parentPort, workerData: { source, flags, texts } } = require('node:worker_threads');
     parentPort.postMessage(${searchAllCode});`,
    { eval: true, workerData: input, env: {}, execArgv: [] },
  );
  try {
    return await new Promise((resolve, reject) => {
      const end = AbortSignal.any([signal, AbortSignal.timeout(longestSearch)]);
      end.addEventListener('abort', () => reject(end.reason), { once: true });
      if (end.aborted) {
        reject(end.reason);
      }
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}
