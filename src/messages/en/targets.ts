import type { MessageTable } from '../types.ts';

/** Sentences about what an experiment would hit, and what is allowed. */
export const targets = {
  'hits.none': 'hits nothing right now',
  'hits.plain': 'hits {count} {kinds} in {namespace}: {names}',
  'hits.of': 'hits {count} of {matched} {kinds} in {namespace}: {names}',
  'hits.wide': 'hits {count} {kinds}: {names}',
  'hits.wide-of': 'hits {count} of {matched} {kinds}: {names}',
  'hits.created': 'creates {count} {kinds} in {namespace}: {names}',
  'hits.created-wide': 'creates {count} {kinds}: {names}',
  'hits.more': '{names} and {count} more',
  'hits.unplanned': 'what it hits is known only when its turn comes: {reason}',
  'kubernetes.no-targets':
    '{pointer}: the activity “{name}” would hit nothing, and --require-targets asks for something. Nothing was run. Check its selection.',
  'kubernetes.no-targets-because':
    '{pointer}: what the activity “{name}” would hit is not known, and --require-targets asks for something. Nothing was run. {reason}',
  'kubernetes.forbidden-before':
    '{pointer}: “{name}” needs to {what} in {where}, which is not allowed. Nothing was run, as --strict asks for that. Ask for a role (chaos-workbench permissions writes it), or use another context.',
  'kubernetes.review-said': '{text}',
  'editor.targets.show': 'Show targets',
  'editor.targets.show-tip':
    'Connects to the cluster that a run would hit, and shows here what this action would hit',
  'editor.targets.looking': 'looking …',
  'editor.targets.failed': 'targets can’t be shown',
  'editor.targets.elsewhere': 'on another cluster than the one that is open',
  'editor.targets.undo.exact': 'Undo: exact',
  'editor.targets.undo.partial': 'Undo: partial',
  'editor.targets.undo.none': 'Undo: none',
  'workbench.forbidden-warning':
    '{pointer}: “{name}” needs to {what} in {where}, which is not allowed: it will fail.',
  'workbench.targets-undo': 'undo: {grade}. {reason}',
  'workbench.targets-undo-plain': 'undo: {grade}',
  'workbench.targets-note': 'note: {text}',
  'workbench.targets-rollback': '(rollback)',
  'workbench.targets-none': 'The experiment has no action on a cluster.',
  'workbench.targets-unasked':
    'Not asked, as that would start a program or call an address: {names}. What they fill is left open.',
  'workbench.targets-unreachable': '{name}: its cluster can’t be reached.',
  'workbench.permissions-yes': 'All that the experiment and its undo need is allowed.',
  'workbench.permissions-no':
    '{count} {count|thing is|things are} not allowed. To see the smallest role that is enough: chaos-workbench permissions --yaml',
  'workbench.permissions-unknown': '{count} {count|thing|things} could not be found out.',
  'workbench.permissions-offline':
    'No cluster can be reached, so only what is read is known; what is changed follows from what is there.',
  'workbench.permissions-optional': 'done without if it is not allowed',
  'workbench.permissions-beside':
    'What a run also watches beside it, for its panel and its report:',
  'workbench.permissions-optional-rules':
    'Optional, to see ready pods, endpoints and events of {namespace} beside a run: these rules too.',
  'workbench.permissions-refused': 'would be refused: {text}',
  'workbench.strict-gate':
    'Not good enough for --strict: the hypothesis was not met before the method, so nothing was tested.',
  'workbench.strict-not-injected':
    'Not good enough for --strict: {count} {count|action|actions} failed, so not all was injected ({names}).',
  'workbench.strict-forbidden':
    'Not good enough for --strict: {count} {count|activity was|activities were} not allowed ({names}).',
  'workbench.usage-fail-on':
    '--fail-on can’t be “{value}”. It is a list, with commas, of: {choices}.',
} satisfies MessageTable;
