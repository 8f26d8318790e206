import { type PyValue, toFloat } from './value.ts';

/**
 * Reads JSON as Python's `json.loads` does: whole floats stay floats, and `NaN`, `Infinity` and
 * `-Infinity` are numbers.
 * @throws SyntaxError
 */
export function parseJson(text: string): PyValue {
  try {
    return parseStrict(text);
  } catch (error) {
    const constants = withoutConstants(text);
    if (constants === undefined) {
      throw error;
    }
    return parseStrict(constants.text, constants.marker);
  }
}

/** Digits between quotes can't be told from a text, so constants travel as texts with a marker. */
function withoutConstants(text: string): { text: string; marker: string } | undefined {
  let marker = '#';
  while (text.includes(marker)) {
    marker += '#';
  }
  let found = false;
  const replaced = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (token) => {
    if (token.startsWith('"')) {
      return token;
    }
    found = true;
    return `"${marker}${token}"`;
  });
  return found ? { text: replaced, marker } : undefined;
}

function parseStrict(text: string, marker?: string): PyValue {
  return JSON.parse(text, (_key, value, context?: { source?: string }) => {
    if (typeof value === 'number') {
      return /[.eE]/.test(context?.source ?? '') ? toFloat(value) : value;
    }
    if (marker !== undefined && typeof value === 'string' && value.startsWith(marker)) {
      return Number(value.slice(marker.length));
    }
    return value;
  });
}
