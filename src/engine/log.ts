/** Takes a line of the log, in English, as `chaos` would write it. */
export type Log = (
  level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL',
  text: string,
) => void;
