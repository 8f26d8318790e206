import type { Message } from '../messages/types.ts';
import { verdict } from './verdict.ts';
import { injections, played } from './verdict-facts.ts';
import type { ActivityRow, RunView } from './view.ts';

/** What a verdict of Chaos Toolkit hides, and a stricter judgement does not. */
export const shortcomings = ['gate', 'not-injected', 'forbidden'] as const;
export type Shortcoming = (typeof shortcomings)[number];

/** What of these a run that has ended falls short of, in words. */
export function fallsShort(view: RunView, wanted: readonly Shortcoming[]): Message[] {
  return wanted.flatMap((shortcoming) => judges[shortcoming](view) ?? []);
}

const judges: Readonly<Record<Shortcoming, (view: RunView) => Message | undefined>> = {
  gate: (view) =>
    verdict(view).headline === 'completed-gate' ? { code: 'workbench.strict-gate' } : undefined,
  'not-injected': (view) => told('not-injected', injections(view).failures),
  forbidden: (view) =>
    told(
      'forbidden',
      Object.values(view.phases)
        .flatMap(played)
        .filter(({ error }) => error?.code.startsWith('kubernetes.forbidden')),
    ),
};

function told(shortcoming: Shortcoming, rows: readonly ActivityRow[]): Message | undefined {
  const names = rows.map(({ name }) => name).join(', ');
  return rows.length === 0
    ? undefined
    : { code: `workbench.strict-${shortcoming}`, args: { count: rows.length, names } };
}
