/** What a channel can be told of, as the settings name it. */
export type FlowEvent =
  | 'discovery-started'
  | 'discovery-failed'
  | 'discovery-completed'
  | 'init-started'
  | 'init-failed'
  | 'init-completed'
  | 'run-started'
  | 'run-failed'
  | 'run-completed'
  | 'run-deviated'
  | 'validate-started'
  | 'validate-failed'
  | 'validate-completed';

/** What was going on, by the first word of the event. */
export function phaseOf(event: FlowEvent): string {
  return event.slice(0, event.indexOf('-'));
}
