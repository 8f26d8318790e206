const units: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A Kubernetes quantity such as `128Mi`, `250m` or `2e3` as a number; 0 where it is none. */
export function quantity(text: unknown): number {
  const [, number = '', unit = ''] =
    /^([+-]?[0-9.]+(?:[eE][+-]?\d+)?)([a-zA-Z]{0,2})$/.exec(String(text)) ?? [];
  const value = Number(number) * (units[unit] ?? Number.NaN);
  return Number.isNaN(value) ? 0 : value;
}
