/** How long an address may take to answer, in ms. */
const limit = 3_000;

/** An address that answered over HTTP. */
export interface Answer {
  url: string;
  status: number;
}

/** The first of these addresses, best first, that answers a GET with less than 500; all are asked at once. */
export async function firstAnswer(
  urls: readonly string[],
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const answers = await Promise.all(urls.map((url) => ask(url, signal)));
  return answers.find((answer) => answer !== undefined);
}

async function ask(url: string, signal: AbortSignal): Promise<Answer | undefined> {
  try {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
    const { status, body } = await fetch(url, { signal: bounded });
    await body?.cancel();
    return status < 500 ? { url, status } : undefined;
  } catch {
    // Whatever keeps it from answering: an experiment can't ask it.
    return undefined;
  }
}
