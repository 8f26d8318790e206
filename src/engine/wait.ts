/** The longest delay a timer takes. */
const longestTimer = 2 ** 31 - 1;

/**
 * Waits a time, or until the signal is aborted.
 * @param milliseconds any length; at least one turn of the event loop
 */
export function waitFor(milliseconds: number, signal: AbortSignal): Promise<'over' | 'cut'> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve('cut');
      return;
    }
    const end = performance.now() + milliseconds;
    let timer: NodeJS.Timeout;
    const cut = () => {
      clearTimeout(timer);
      resolve('cut');
    };
    const next = () => {
      const left = end - performance.now();
      if (left <= 0) {
        signal.removeEventListener('abort', cut);
        resolve('over');
      } else {
        timer = setTimeout(next, Math.min(left, longestTimer));
      }
    };
    if (milliseconds <= 0) {
      setImmediate(() => resolve('over'));
      return;
    }
    signal.addEventListener('abort', cut, { once: true });
    timer = setTimeout(next, Math.min(milliseconds, longestTimer));
  });
}

/** Milliseconds that work may go on after its signal: enough to clean up, and no hang. */
const grace = 700;

/**
 * The result of work that should end when its signal is aborted. Work that does not is left alone
 * after a grace; what becomes of it then is dropped.
 * @throws the signal's reason, or what the work throws
 */
export function settledOrCut<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const cut = () => {
      timer = setTimeout(() => reject(signal.reason), grace);
    };
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cut);
    };
    work.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error) => {
        settle();
        reject(error);
      },
    );
    if (signal.aborted) {
      cut();
    } else {
      signal.addEventListener('abort', cut, { once: true });
    }
  });
}
