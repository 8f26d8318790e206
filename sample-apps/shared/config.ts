/** The environment as a process sees it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment does not make sense; the message names the variable, its value and what fits. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A whole number from `min` to `max`, or the default where the variable is unset or empty. */
export function readNumber(
  env: Environment,
  name: string,
  fallback: number,
  { min, max }: { min: number; max: number },
): number {
  const text = env[name];
  if (!text) {
    return fallback;
  }
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new ConfigError(`${name} is “${text}”. It must be a whole number, ${min} to ${max}.`);
  }
  return value;
}

/** A TCP port; 0 lets the system choose. */
export function readPort(env: Environment, name: string, fallback: number): number {
  return readNumber(env, name, fallback, { min: 0, max: 65_535 });
}

/** Milliseconds, at most an hour. */
export function readMilliseconds(env: Environment, name: string, fallback: number): number {
  return readNumber(env, name, fallback, { min: 1, max: 3_600_000 });
}

/** An http address; its path is where requests start from. */
export function readUrl(env: Environment, name: string, fallback: string): URL {
  const text = env[name] || fallback;
  const url = URL.parse(text);
  if (url?.protocol !== 'http:') {
    throw new ConfigError(`${name} is “${text}”. It must be an address such as ${fallback}.`);
  }
  return url;
}
