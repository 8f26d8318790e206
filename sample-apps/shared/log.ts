/** Facts of one event; what is undefined is left out. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured logs: one line of JSON per event, so that a collector needs no rules. */
export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

/**
 * A log whose lines are `{time, level, service, pod, event, …fields}`.
 * @param write takes one line without its end
 */
export function createLog(
  service: string,
  pod: string,
  write: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): Log {
  const at =
    (level: string) =>
    (event: string, fields: Fields = {}) => {
      write(
        JSON.stringify({ time: new Date().toISOString(), level, service, pod, event, ...fields }),
      );
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
