import type { ParsedDocument, Range } from './document.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { ActivityKind } from './model.ts';
import { join } from './pointer.ts';
import { textAt, valueAt } from './value-at.ts';

/** Part of an experiment that holds activities. */
export type Section = 'hypothesis' | 'method' | 'rollbacks';

/** An activity and where it stands. */
export interface ActivityPlace {
  pointer: string;
  section: Section;
  /** Undefined for a reference, and where it is neither probe nor action. */
  kind?: ActivityKind;
  /** Its name, or the name a reference points to. */
  name?: string;
  /** Set when it is a reference. */
  ref?: string;
  value: JsonObject;
}

/** The same with places in the text. */
export interface ListedActivity extends ActivityPlace {
  /** The whole activity. */
  range: Range;
  /** Its name, or its first character where it has none. */
  nameRange: Range;
}

const sections: readonly { section: Section; pointer: string }[] = [
  { section: 'hypothesis', pointer: '/steady-state-hypothesis/probes' },
  { section: 'method', pointer: '/method' },
  { section: 'rollbacks', pointer: '/rollbacks' },
];

/** All activities of an experiment, hypothesis first, in the order of each section. */
export function activitiesOf(experiment: Json | undefined): ActivityPlace[] {
  return sections.flatMap(({ section, pointer }) => {
    const list = valueAt(experiment, pointer);
    return Array.isArray(list)
      ? list.flatMap((value, index) =>
          isObject(value) ? [toPlace(section, join(pointer, index), value)] : [],
        )
      : [];
  });
}

/** All activities with their places in the text, for lenses and outlines. */
export function listActivities(document: ParsedDocument): ListedActivity[] {
  return activitiesOf(document.value).map((activity) => {
    const range = document.rangeOf(activity.pointer);
    const { start } = range;
    const named = ['name', 'ref'].find((key) => textAt(activity.value, key) !== undefined);
    const nameRange =
      named === undefined
        ? { start, end: { line: start.line, character: start.character + 1 } }
        : document.rangeOf(join(activity.pointer, named));
    return { ...activity, range, nameRange };
  });
}

function toPlace(section: Section, pointer: string, value: JsonObject): ActivityPlace {
  const ref = textAt(value, 'ref');
  const name = ref ?? textAt(value, 'name');
  const kind = value['type'] === 'probe' || value['type'] === 'action' ? value['type'] : undefined;
  return {
    pointer,
    section,
    value,
    ...(ref === undefined ? kind && { kind } : { ref }),
    ...(name !== undefined && { name }),
  };
}
