import type { MessageTable } from '../types.ts';

/** Words about past runs and how they differ. */
export const editorHistory = {
  'editor.panel.comparison': 'Compared with the run before',
  'editor.panel.comparison.then': 'Then',
  'editor.panel.comparison.now': 'Now',
  'editor.panel.comparison.step': 'Step',
  'editor.panel.comparison.open': 'Open',
  'editor.panel.comparison.nothing': 'All {count} {count|step|steps} went as before.',
  'editor.panel.comparison.same': '{count} {count|step|steps} as before.',
  'editor.panel.comparison.more': '{count} more {count|step differs|steps differ}.',
  'editor.history.cut-off': 'its program ended before the run did',
  'editor.history.state.running': 'running',
  'editor.history.state.crashed': 'interrupted',
  'editor.history.deviated': 'deviated',
  'editor.history.untitled': 'Run {id}',
  'editor.history.owed': 'undo: {count} {count|change|changes}',
  'editor.history.dry': 'dry run',
  'editor.history.tip': '{title}\n{verdict}\nstarted {time}',
  'editor.history.tip-source': 'experiment {source}',
  'editor.history.running':
    '“{title}” is still running. Stop it, or wait for its end, before you delete it.',
  'editor.history.delete-question': 'Delete {count} {count|run|runs}?',
  'editor.history.delete-detail':
    'Journal and record are removed from the state folder. Nothing on a cluster changes.',
  'editor.history.delete-owed':
    '{count} {count|of them has|of them have} changed something that is not put back yet. After this, it can no longer be undone from here.',
  'editor.history.delete': 'Delete',
  'editor.history.no-selection': 'Choose a run in the Runs view first.',
  'editor.history.experiment-gone':
    'The experiment of this run is no longer at {path}. The panel still shows the run; its journal has the experiment as it was.',
  'editor.history.no-previous': 'There is no earlier run of this experiment to compare with.',
  'editor.history.no-journal': 'Open a journal first, or choose one in the explorer.',
  'editor.history.lens': '$(open-preview) Open in run panel',
  'editor.history.lens-tip': 'Shows verdict, steps and timeline of this journal',
} satisfies MessageTable;
