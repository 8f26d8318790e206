import { type ActivityPlace, activitiesOf } from '../../experiment/activities.ts';
import type { Json } from '../../experiment/json.ts';
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
  const { only } = job.options;
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
  const unknown = unknownActions(value, previews).filter(({ section, pointer }) =>
    only === undefined ? section === 'method' : pointer === only,
  );
  return { title, questions: questionsOf(previews), unknown: unknown.length };
}

/** Actions that call programs, addresses or other packages: nobody knows what they hit. */
export function unknownActions(
  value: Json | undefined,
  previews: readonly ActivityPreview[],
): ActivityPlace[] {
  const known = new Set(previews.map(({ pointer }) => pointer));
  return activitiesOf(value).filter(
    ({ kind, pointer }) => kind === 'action' && !known.has(pointer),
  );
}
