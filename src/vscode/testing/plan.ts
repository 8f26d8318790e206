import { type ActivityPlace, activitiesOf } from '../../experiment/activities.ts';
import type { Json, JsonObject } from '../../experiment/json.ts';
import type { DryMode } from '../../experiment/model.ts';
import type { ActivityPreview } from '../../kubernetes/preview.ts';
import { HumanError } from '../../messages/error.ts';
import type { RunJob } from '../../workbench/job.ts';
import type { WorkerClient } from '../worker-client.ts';
import { type Planned, questionsOf } from './confirm-text.ts';

/**
 * What a run would hit, as it is asked before it.
 * @param experiment its title and its value as it was read
 * @throws HumanError `editor.tests.unreached` where the cluster of an action can't be looked at
 */
export async function planOf(
  job: RunJob,
  { title, value }: { title: string; value: Json | undefined },
  worker: Pick<WorkerClient, 'call'>,
  signal: AbortSignal,
): Promise<Planned> {
  const { only, dry } = job.options;
  const all = await worker.call('run.targets', { job }, signal);
  const previews = all
    .filter(({ pointer }) => only === undefined || pointer === only)
    .map((preview) => (only === undefined ? preview : { ...preview, rollback: false }));
  const unreached = previews.find(
    ({ kind, fault, rollback }) => kind === 'action' && !rollback && fault === undefined,
  );
  if (unreached !== undefined) {
    const { name, pointer } = unreached;
    throw new HumanError('editor.tests.unreached', { name, pointer });
  }
  const unknown = unknownActions(value, previews, dry).filter(({ section, pointer }) =>
    only === undefined ? section === 'method' : pointer === only,
  );
  return { title, questions: questionsOf(previews), unknown: unknown.length };
}

/**
 * Actions that call programs, addresses or other packages: nobody knows what they hit.
 * @param dry mode of the run: what it leaves out hits nothing
 */
export function unknownActions(
  value: Json | undefined,
  previews: readonly ActivityPreview[],
  dry?: DryMode,
): ActivityPlace[] {
  const known = new Set(previews.map(({ pointer }) => pointer));
  const all = activitiesOf(value);
  /** What a reference plays. */
  const declared = (place: ActivityPlace) =>
    place.ref === undefined
      ? place
      : all.find(({ ref, name }) => ref === undefined && name === place.ref);
  return all.filter((place) => {
    const played = declared(place);
    const isAction = played?.kind === 'action' && !isLeftOut(played.value, dry);
    return isAction && !known.has(place.pointer);
  });
}

/** A key `dry` of the action's own says it alone: `true` leaves it out, all else plays it. */
function isLeftOut(action: JsonObject, dry: DryMode | undefined): boolean {
  return 'dry' in action ? action['dry'] === true : dry === 'actions' || dry === 'activities';
}
