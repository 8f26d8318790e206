import type { MessageTable } from '../types.ts';

/** Sentences for pipelines; every code starts with `ci.`. */
export const ci: MessageTable = {
  'ci.not-met': 'The probe “{name}” did not meet its tolerance {tolerance}.',
  'ci.failed': '“{name}” failed: {reason}',
  'ci.interrupted': '“{name}” was interrupted.',
  'ci.trace-lost':
    'The trace of this run did not arrive whole: {reason}. Check OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_HEADERS.',
  'ci.unwritable': '{path} can’t be written: {reason}. Give another path, or free some space.',
};
