import { isPyObject, type PyObject, type PyValue } from './python/value.ts';
import { secretValues } from './secrets.ts';

/** What gives access in a user's Chaos Toolkit settings: of addresses, and of channels. */
export function settingsSecrets(settings: PyObject | undefined): string[] {
  const auths = settings?.['auths'] ?? null;
  const channels = settings?.['notifications'] ?? null;
  const values = isPyObject(auths) ? Object.values(auths).map((auth) => part(auth, 'value')) : [];
  const headers = Array.isArray(channels)
    ? channels.map((channel) => part(channel, 'headers'))
    : [];
  return secretValues({ values: [...values, ...headers] });
}

function part(value: PyValue, name: string): PyValue {
  return isPyObject(value) ? (value[name] ?? null) : null;
}
