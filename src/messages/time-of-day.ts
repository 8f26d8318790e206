/**
 * Time of day in the reader's zone, `12:01:03`; a text that is no time is given back.
 * @param at ISO 8601; without a zone it is UTC, as in the events of a run
 * @param language a BCP 47 tag
 */
export function timeOfDay(at: string, language = 'en'): string {
  const time = momentOf(at);
  return Number.isNaN(time)
    ? at
    : new Date(time).toLocaleTimeString(language, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      });
}

/** Milliseconds since 1970 of such a text, NaN of any other. */
export function momentOf(at: string): number {
  return Date.parse(/Z|[+-]\d\d:\d\d$/.test(at) ? at : `${at}Z`);
}
