import { HumanError } from '../messages/error.ts';
import { validate } from './generated/structure.js';
import { placesIn } from './place.ts';

/** Sentences for what the journal's schema finds. */
const codes: Readonly<Record<string, string>> = {
  required: 'report.shape-missing',
  enum: 'report.shape-choice',
};

/**
 * Holds a journal against its schema.
 * @param value the journal as plain JSON
 * @param text it was read from, for the place
 * @throws HumanError `report.shape-…` for the first thing that is wrong
 */
export function checkShape(value: unknown, text: string, name: string): void {
  if (validate(value)) {
    return;
  }
  // Of a choice between shapes, the deepest finding says most.
  const [first] = (validate.errors ?? [])
    .filter(({ keyword }) => keyword in codes || keyword === 'type')
    .sort((a, b) => depth(b.instancePath) - depth(a.instancePath));
  const pointer = first?.instancePath ?? '';
  const { line, character } = placesIn(text).rangeOf(pointer).start;
  throw new HumanError(codes[first?.keyword ?? ''] ?? 'report.shape-type', {
    name,
    line: line + 1,
    column: character + 1,
    where: pointer || '/',
    wanted: [first?.params['type'] ?? first?.params['allowedValues'] ?? []].flat().join(', '),
    key: String(first?.params['missingProperty'] ?? ''),
  });
}

function depth(pointer: string): number {
  return pointer.split('/').length;
}
