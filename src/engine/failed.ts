/**
 * The failure an activity reports, as the original's `ActivityFailed`: the activity's status is
 * `failed`, its text becomes the journal's `exception`. Recognised by name, see `isActivityFailed`.
 */
export class ActivityFailed extends Error {
  override readonly name = 'ActivityFailed';
}

/** Whether a thrown value is an activity's own failure. */
export function isActivityFailed(error: unknown): error is ActivityFailed {
  return error instanceof Error && error.name === 'ActivityFailed';
}
