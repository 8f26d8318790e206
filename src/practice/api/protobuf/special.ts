import type { Json, JsonObject } from '../../../experiment/json.ts';
import { specialMessages } from '../typed/schema.ts';

/** Messages that are not objects in JSON, by their name. */
export function special(message: string, fields: JsonObject): Json {
  switch (message) {
    case specialMessages.quantity:
      return fields['string'] ?? '0';
    case specialMessages.intOrString:
      return fields['type'] === 1 ? (fields['strVal'] ?? '') : (fields['intVal'] ?? 0);
    case specialMessages.time:
      return timeOf(fields, 19);
    case specialMessages.microTime:
      return timeOf(fields, 23);
    case specialMessages.duration:
      return `${Number(fields['duration'] ?? 0) / 1e9}s`;
    case specialMessages.fields:
    case specialMessages.raw:
      return parsed(Object.values(fields)[0]);
    case specialMessages.accessExtra:
    case specialMessages.userExtra:
      return fields['items'] ?? [];
    default:
      return fields;
  }
}

/** @param length of the text before the zone: to the second, or with fractions */
function timeOf({ seconds, nanos }: JsonObject, length: number): Json {
  if (seconds === undefined || Number(seconds) < 0) {
    return null;
  }
  const time = new Date(Number(seconds) * 1000 + Number(nanos ?? 0) / 1e6);
  const micro = String(Math.floor((Number(nanos ?? 0) / 1000) % 1000)).padStart(3, '0');
  return `${time.toISOString().slice(0, length)}${length === 23 ? micro : ''}Z`;
}

function parsed(base64: Json | undefined): Json {
  const text = Buffer.from(String(base64 ?? ''), 'base64').toString();
  return text === '' ? {} : JSON.parse(text);
}
