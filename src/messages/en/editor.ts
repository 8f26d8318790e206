import type { MessageTable } from '../types.ts';
import { editorHistory } from './editor-history.ts';
import { editorOptions } from './editor-options.ts';
import { editorPanel } from './editor-panel.ts';
import { editorRunning } from './editor-running.ts';
import { editorTimeline } from './editor-timeline.ts';

/** Sentences of the editor: lenses, questions, commands; every code starts with `editor.`. */
export const editor: MessageTable = {
  ...editorHistory,
  ...editorPanel,
  ...editorOptions,
  ...editorRunning,
  ...editorTimeline,
  'editor.worker-gone':
    'The engine stopped ({reason}), and with it what it was doing. The next command starts it again; look at the cluster before you run an experiment again.',
  'editor.untrusted':
    'This workspace is in Restricted Mode: experiments can be read and checked, not run. Trust the workspace to run them.',
  'editor.not-an-experiment':
    'There is no experiment in the active editor. Open one (a JSON or YAML file with a “title” and a “method”) and try again.',
  'editor.running-already':
    'This experiment is running. Stop it first, or wait for its end, then run it again.',
  'editor.no-run': 'No experiment is running in this window.',
  'editor.no-past-run': 'No experiment has been run in this workspace yet. Run one first.',
  'editor.journal-gone':
    'The journal {path} is gone, as only the newest runs are kept. Run the experiment again.',
  'editor.run-gone':
    'The run {run} is not in the state folder any more, as only the newest runs are kept. Run the experiment again.',
  'editor.run-newer':
    'The run {run} was recorded by a newer version of Chaos Workbench. Update this one to see it.',
  'editor.check.clean': 'No problems found.',
  'editor.check.here': 'Looking for what the experiment needs on this machine…',
  'editor.lens.run': 'Run experiment',
  'editor.lens.run-tip': 'Runs the text as it is on the screen, saved or not',
  'editor.lens.check': 'Check',
  'editor.lens.check-tip': 'Looks for every problem without running anything',
  'editor.lens.target-tip': 'What a run would hit. Click to choose another cluster or namespace.',
  'editor.lens.last': 'last: {verdict}, {time} (open)',
  'editor.lens.last-tip': 'Shows the last run of this experiment',
  'editor.lens.stop': 'Stop',
  'editor.lens.stop-step': 'Stop ({name})',
  'editor.lens.stop-tip': 'Starts no new activity; rollbacks follow the strategy',
  'editor.lens.kill': 'Kill (stopping)',
  'editor.lens.kill-tip': 'Ends what still runs, rollbacks too',
  'editor.lens.show': 'Show',
  'editor.lens.restricted': 'Restricted Mode: checking only',
  'editor.clock.tip': 'An experiment is running. Click to see it.',
  'editor.verdict.completed': 'completed',
  'editor.verdict.deviated': 'deviated',
  'editor.verdict.failed': 'failed',
  'editor.verdict.aborted': 'aborted',
  'editor.verdict.interrupted': 'interrupted',
  'editor.consent.title': 'Run on {cluster}?',
  'editor.consent.does': 'This experiment {what}.',
  'editor.consent.does-in': 'This experiment {what} in {count|namespace|namespaces} {namespaces}.',
  'editor.consent.nothing': 'finds nothing to change right now',
  'editor.consent.deletes.one': 'deletes 1 {kind} ({names})',
  'editor.consent.deletes.many': 'deletes {count} {kinds} ({names})',
  'editor.consent.scales.one': 'scales 1 {kind} ({names})',
  'editor.consent.scales.many': 'scales {count} {kinds} ({names})',
  'editor.consent.creates.one': 'creates 1 {kind} ({names})',
  'editor.consent.creates.many': 'creates {count} {kinds} ({names})',
  'editor.consent.restarts.one': 'restarts 1 {kind} ({names})',
  'editor.consent.restarts.many': 'restarts {count} {kinds} ({names})',
  'editor.consent.executes.one': 'runs a command in 1 {kind} ({names})',
  'editor.consent.executes.many': 'runs a command in {count} {kinds} ({names})',
  'editor.consent.evicts.one': 'evicts from 1 {kind} ({names})',
  'editor.consent.evicts.many': 'evicts from {count} {kinds} ({names})',
  'editor.consent.changes.one': 'changes 1 {kind} ({names})',
  'editor.consent.changes.many': 'changes {count} {kinds} ({names})',
  'editor.consent.more-names': '{names} and {count} more',
  'editor.consent.unplanned': 'What “{name}” will hit is known only when its turn comes: {reason}',
  'editor.consent.forbidden': 'Not allowed: “{name}” needs to {what} in {where}, so it will fail.',
  'editor.consent.warning': 'Note: {text}',
  'editor.consent.undo': 'Undo: {grades}.',
  'editor.consent.undo.exact': 'exact for {count} of {all}',
  'editor.consent.undo.partial': 'partial for {count} of {all}',
  'editor.consent.undo.none': 'none for {count} of {all}',
  'editor.consent.run': 'Run',
  'editor.consent.run-always': 'Run, and don’t ask again here',
  'editor.list-separator': ', ',
  'editor.kill.question': 'Kill the run “{title}”?',
  'editor.kill.detail':
    'The run is stopping: what it does now may be a rollback. Killing ends it at once, and what it would have put back stays as it is.',
  'editor.kill.kill': 'Kill',
};
