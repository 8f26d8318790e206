/** A span outside that a run belongs to. */
export interface Parent {
  traceId: string;
  spanId: string;
  sampled: boolean;
}

/** Reads a W3C `traceparent`; undefined for what is none. */
export function parentOf(text: string | undefined): Parent | undefined {
  const [, version, traceId = '', spanId = '', flags = ''] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/.exec(
      text?.trim() ?? '',
    ) ?? [];
  const isNone = version === undefined || version === 'ff' || /^0+$/.test(traceId);
  return isNone || /^0+$/.test(spanId)
    ? undefined
    : { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The same as text. */
export function traceparent({ traceId, spanId, sampled }: Parent): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}
