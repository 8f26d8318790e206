import type { MessageTable } from '../types.ts';

/** Sentences about journals and in their reports; every code starts with `report.`. */
export const report: MessageTable = {
  'report.empty':
    '{name} is empty. A run writes its journal at its end: wait for it, or give another file.',
  'report.unreadable': '{name} can’t be read: {reason}. Check the path and who may read it.',
  'report.no-journal':
    '{name} is no journal: it has neither “steady_states” nor “experiment” and “run”. Give the journal.json that a run has written.',
  'report.events':
    '{name} holds the events of a run, one a line, and not its journal. Give the journal.json beside it.',
  'report.no-json':
    '{name}:{line}:{column}: this is no JSON any more: {reason} Was the file changed by hand? Take the journal as the run has written it.',
  'report.cut-off':
    '{name}:{line}:{column}: the journal ends in the middle, within {inside}. Was the run killed, or the disk full, while it was written? Take the copy in the folder of runs, or run the experiment again.',
  'report.shape-missing':
    '{name}:{line}:{column}: “{key}” is missing in {where}. Was the file changed by hand? Take the journal as the run has written it.',
  'report.shape-choice':
    '{name}:{line}:{column}: {where} is none of {wanted}. Was the file changed by hand? Take the journal as the run has written it.',
  'report.shape-type':
    '{name}:{line}:{column}: {where} is not of the type {wanted}. Was the file changed by hand? Take the journal as the run has written it.',
  'report.unwritable':
    'The report can’t be written to {path}: {reason}. Choose another place for it.',
  'report.onto-journal':
    'The report would take the place of the journal {path}. Choose another place for it.',
  'report.written': 'Report: {path}',
  'report.interruption-untold': 'the journal does not say why',
  'report.abortion-untold': 'The journal does not say why.',
  'report.abortion': '{reason}',
  'report.several': 'Report of {count} {count|run|runs}',
  'report.contents': 'Contents',
  'report.untitled': 'Experiment without a title',
  'report.unnamed': 'Activity without a name',
  'report.about': 'Experiment',
  'report.description': 'Description',
  'report.hypothesis': 'Hypothesis',
  'report.tags': 'Tags',
  'report.dry': 'Dry run',
  'report.timeline-caption':
    'The run to scale: {count} {count|block|blocks} within {total}. The tables below tell the same.',
  'report.no-hypothesis': 'The experiment has no hypothesis.',
  'report.not-checked': 'The hypothesis was not checked here.',
  'report.hypothesis-met': 'The hypothesis was met: every probe was within its tolerance.',
  'report.hypothesis-not-met':
    'The hypothesis was not met. Probes after the first that was not within its tolerance are not asked.',
  'report.hypothesis-unjudged': 'The check was cut short: nothing was judged.',
  'report.not-played-method': 'The method was not played.',
  'report.none-method': 'The experiment has no steps.',
  'report.not-played-rollbacks': 'No rollback was played.',
  'report.none-rollbacks': 'The experiment has no rollbacks.',
  'report.during': 'Steady state during the method',
  'report.first-failure': 'The first check that was not met',
  'report.more-stretches': '{count} more {count|stretch is|stretches are} in the journal.',
  'report.unjudged': 'not judged',
  'report.step': 'Step',
  'report.kind': 'Kind',
  'report.tolerance': 'Tolerance',
  'report.result': 'Result',
  'report.at': 'Began',
  'report.took': 'Took',
  'report.from': 'From',
  'report.to': 'To',
  'report.checks': 'Checks',
  'report.probe': 'probe',
  'report.action': 'action',
  'report.wanted': 'Tolerance: {value}',
  'report.added': 'Added by a control: {key}',
  'report.declared': 'As declared',
  'report.environment': 'Environment',
  'report.journal': 'Journal',
  'report.start': 'Start',
  'report.end': 'End',
  'report.duration': 'Duration',
  'report.platform': 'Platform',
  'report.node': 'Machine',
  'report.chaoslib': 'Version of chaoslib',
  'report.more': 'More in the journal',
  'report.lens': '$(file-text) Report',
  'report.lens-tip': 'Writes a page with verdict, timeline and outputs, to read or to share',
  'report.save': 'Save report',
  'report.open': 'Open',
  'report.choose': 'Make a report',
  'report.filter-journal': 'Journals',
  'report.filter-html': 'Page',
  'report.filter-markdown': 'Markdown',
};
