import { type ActivityPlace, activitiesOf } from '../activities.ts';
import { referable } from '../check-references.ts';
import type { ParsedDocument, Position } from '../document.ts';
import { isObject, type Json } from '../json.ts';
import { join } from '../pointer.ts';
import { declaredNames } from './declared.ts';
import { toleranceWords } from './tolerance-words.ts';
import type { World } from './world.ts';

/** Words beside the text that are not part of it. */
export interface Hint {
  position: Position;
  text: string;
}

/** Tolerances of the hypothesis in words, and how long the method pauses in all. */
export function hintsOf(
  document: ParsedDocument,
  world: Pick<World, 'say' | 'environment'>,
): Hint[] {
  const activities = activitiesOf(document.value);
  const tolerances = activities.flatMap((activity) => toleranceHint(document, activity, world));
  return [...tolerances, ...pauseHint(document, activities, world)];
}

function toleranceHint(
  document: ParsedDocument,
  { pointer, section, value }: ActivityPlace,
  { say }: Pick<World, 'say'>,
): Hint[] {
  const words =
    section === 'hypothesis'
      ? toleranceWords(value['tolerance'], providerOf(value, document), say)
      : undefined;
  return words === undefined || isPlain(value['tolerance'], words)
    ? []
    : [{ position: endOf(document, join(pointer, 'tolerance')), text: words }];
}

/** A reference is judged as what it refers to. */
function providerOf(value: ActivityPlace['value'], { value: experiment }: ParsedDocument) {
  const { ref, provider } = value;
  return typeof ref === 'string' && isObject(experiment)
    ? referable(activitiesOf(experiment)).get(ref)?.at(-1)?.value['provider']
    : provider;
}

/** Words that say nothing that does not stand there. */
function isPlain(tolerance: Json | undefined, words: string): boolean {
  return typeof tolerance === 'boolean' || words === String(tolerance);
}

function pauseHint(
  document: ParsedDocument,
  activities: readonly ActivityPlace[],
  { say, environment }: Pick<World, 'say' | 'environment'>,
): Hint[] {
  const { value: experiment } = document;
  if (!isObject(experiment)) {
    return [];
  }
  const byName = referable(activitiesOf(experiment));
  const known = new Map(declaredNames(experiment).map((name) => [name.name, name]));
  let seconds = 0;
  let open = false;
  for (const { section, value } of activities) {
    const ref = value['ref'];
    const own = typeof ref === 'string' ? byName.get(ref)?.at(-1)?.value : value;
    // A background activity waits beside the others.
    if (section === 'method' && value['background'] !== true && isObject(own?.['pauses'])) {
      for (const when of ['before', 'after']) {
        const time = secondsOf(own['pauses'][when]);
        seconds += time ?? 0;
        open ||= time === undefined;
      }
    }
  }
  if (seconds === 0 && !open) {
    return [];
  }
  const code = open ? 'writing.hint-pauses-least' : 'writing.hint-pauses';
  const text = say({ code, args: { time: duration(seconds, say) } });
  return [{ position: endOf(document, '/method'), text }];

  function secondsOf(pause: Json | undefined): number | undefined {
    if (pause === undefined || pause === null || pause === '') {
      return 0;
    }
    if (typeof pause !== 'string') {
      return typeof pause === 'number'
        ? pause
        : typeof pause === 'boolean'
          ? Number(pause)
          : undefined;
    }
    const name = /^\$\{(\w+)\}$/.exec(pause)?.[1];
    const declared = name === undefined ? undefined : known.get(name);
    const { source } = declared ?? {};
    const key = isObject(source) && source['type'] === 'env' ? source['key'] : undefined;
    const value =
      typeof key === 'string' && isObject(source)
        ? (environment[key] ?? source['default'])
        : source;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }
}

function duration(seconds: number, say: World['say']): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round((seconds - minutes * 60) * 10) / 10;
  if (minutes === 0) {
    return say({ code: 'writing.seconds', args: { seconds: rest } });
  }
  return rest === 0
    ? say({ code: 'writing.minutes', args: { minutes } })
    : say({ code: 'writing.minutes-seconds', args: { minutes, seconds: rest } });
}

/** Behind a value on one line; behind the first line of a longer one. */
function endOf(document: ParsedDocument, pointer: string): Position {
  const { start, end } = document.rangeOf(pointer);
  const key = document.rangeOf(pointer, 'key');
  if (start.line === end.line && start.line === key.start.line) {
    return end;
  }
  const line = document.text.split(/\r\n|\r|\n/, key.start.line + 1)[key.start.line] ?? '';
  return { line: key.start.line, character: line.trimEnd().length };
}
