/**
 * What a call throws when its signal ended it: the reason where it is an Error, else an AbortError
 * with the reason as cause (a run's stop and kill carry plain data).
 */
export function abortError(signal: AbortSignal): Error {
  const { reason } = signal;
  return reason instanceof Error
    ? reason
    : Object.assign(new Error('The operation was aborted', { cause: reason }), {
        name: 'AbortError',
        code: 'ABORT_ERR',
      });
}

/** Resolves after the time or rejects at once when the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortError(signal));
      return;
    }
    const end = () => {
      clearTimeout(timer);
      reject(abortError(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
}
