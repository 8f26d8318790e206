/** A request of the operating system to end, by the name of its signal. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGBREAK' | 'SIGUSR1' | 'SIGUSR2';

/** The half of `process` that signals come from. */
export interface SignalSource {
  on(signal: EndSignal, listener: () => void): unknown;
  off(signal: EndSignal, listener: () => void): unknown;
}

/**
 * Signals that ask a run to end. Windows has Ctrl-C and Ctrl-Break only; there a closed console
 * arrives as SIGHUP. The two user signals are those that Chaos Toolkit listens to.
 */
function signalsOf(os: string): EndSignal[] {
  return os === 'win32'
    ? ['SIGINT', 'SIGBREAK', 'SIGHUP']
    : ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'];
}

/**
 * Calls back for each signal until disposed; meanwhile the signals do not end the process.
 * @param os as `process.platform` has it
 */
export function onEndSignal(
  source: SignalSource,
  os: string,
  listener: (signal: EndSignal) => void,
): Disposable {
  const listeners = signalsOf(os).map((name) => [name, () => listener(name)] as const);
  for (const [name, call] of listeners) {
    source.on(name, call);
  }
  return {
    [Symbol.dispose]() {
      for (const [name, call] of listeners) {
        source.off(name, call);
      }
    },
  };
}
