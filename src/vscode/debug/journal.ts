import type { ActivityRow, RunView } from '../../engine/view.ts';
import type { JsonObject } from '../../experiment/json.ts';

/** What each activity gave last, by name. */
export function lastOutputs(view: RunView | undefined): JsonObject {
  return Object.fromEntries(
    rows(view).flatMap(({ name, output }) => (output === undefined ? [] : [[name, output]])),
  );
}

/** What has been played, in its order. */
export function journalSoFar(view: RunView | undefined): JsonObject {
  return Object.fromEntries(
    rows(view).map(({ name, state, duration, output, toleranceMet, exception }, index) => [
      `${index + 1} ${name}`,
      {
        status: state,
        ...(duration !== undefined && { duration }),
        ...(toleranceMet !== undefined && { tolerance_met: toleranceMet }),
        ...(output !== undefined && { output }),
        ...(exception !== undefined && { exception }),
      },
    ]),
  );
}

function rows(view: RunView | undefined): ActivityRow[] {
  if (view === undefined) {
    return [];
  }
  const { before, method, after, rollbacks } = view.phases;
  return [before, method, after, rollbacks].flatMap((phase) =>
    phase.rows.filter((row) => row.what === 'activity'),
  );
}
