import type { Message } from '../../messages/types.ts';
import { COMMANDS } from '../ids.ts';
import type { ActivityLine } from './activity-lines.ts';
import type { LensItem } from './lens-text.ts';

/** What a lens over an activity needs to know of the document's run. */
export interface ActivityState {
  uri: string;
  /** Whether a run of the document goes on: it has no place for a second one then. */
  running: boolean;
  /** JSON pointers of the activities that are under way in it. */
  current: readonly string[];
}

/** The lens that plays one activity by itself. Its place is kept while a run goes on. */
export function activityLens(
  { pointer, name }: Pick<ActivityLine, 'pointer' | 'name'>,
  { uri, running, current }: ActivityState,
  say: (message: Message) => string,
): LensItem {
  const text = (code: string) => say({ code: `editor.lens.${code}` });
  if (current.includes(pointer)) {
    return {
      title: `$(loading~spin) ${text('under-way')}`,
      command: COMMANDS.showPanel,
      arguments: [uri],
    };
  }
  const title = `$(play) ${text('only')}`;
  return running
    ? { title, command: '' }
    : {
        title,
        tooltip: text('only-tip'),
        command: COMMANDS.runActivity,
        arguments: [{ uri, pointer, name }],
      };
}
