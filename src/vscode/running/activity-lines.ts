import { createCatalogue } from '../../catalogue/index.ts';
import { kubernetesEntries } from '../../catalogue/kubernetes/index.ts';
import { listActivities } from '../../experiment/activities.ts';
import type { Format, ParsedDocument } from '../../experiment/document.ts';
import { isObject, type JsonObject } from '../../experiment/json.ts';
import { parseExperiment } from '../../experiment/parse.ts';

/** An activity of a text, as lenses need it. */
export interface ActivityLine {
  pointer: string;
  /** Its name, or the one it refers to; empty without any. */
  name: string;
  /** Lines it starts and ends on, from 0. */
  line: number;
  lastLine: number;
  /** Whether it is an action of the method or the rollbacks that changes something in a cluster. */
  changesCluster: boolean;
}

/** All activities, in the order of the hypothesis, the method and the rollbacks. */
export function activityLines(text: string, format: Format): ActivityLine[] {
  return linesOf(parseExperiment(text, format));
}

/** The same of an experiment that was read already. */
export function linesOf(document: ParsedDocument): ActivityLine[] {
  const catalogue = createCatalogue(kubernetesEntries);
  return listActivities(document).map(({ pointer, section, name, value, range }) => {
    const { provider } = value;
    const { module, func } = isObject(provider ?? null) ? (provider as JsonObject) : {};
    const entry = catalogue.find(String(module), String(func));
    return {
      pointer,
      name: name ?? '',
      line: range.start.line,
      lastLine: range.end.line,
      changesCluster: section !== 'hypothesis' && entry?.kind === 'action',
    };
  });
}

/** The activity that a line belongs to. */
export function activityAt(lines: readonly ActivityLine[], line: number): ActivityLine | undefined {
  return lines.find((activity) => activity.line <= line && line <= activity.lastLine);
}

/**
 * Finds an activity again after the text may have changed: at its place if its name still stands
 * there, else by its name where only one has it.
 */
export function findAgain(
  lines: readonly ActivityLine[],
  wanted: Pick<ActivityLine, 'pointer' | 'name'>,
): ActivityLine | undefined {
  const same = lines.filter(({ name }) => name === wanted.name);
  return (
    same.find(({ pointer }) => pointer === wanted.pointer) ??
    (same.length === 1 && wanted.name !== '' ? same[0] : undefined)
  );
}
