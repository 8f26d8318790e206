import { cluster, driven, editor, type Point, restricted, trusted } from './files.ts';

export const running: readonly Point[] = [
  {
    point: 'running: lenses of an experiment, with the last verdict',
    tests: {
      [editor('running/lens-text')]: [
        'before the first run: run, check, and what would be hit',
        'the last verdict can be opened',
        'while it runs there is Stop with the step, then Kill, and never Run',
      ],
      [trusted('running')]: [
        'goes from a click on the lens to the verdict in the panel',
        'shows a past run again from the lens',
        'stops at a click and plays no further activity',
      ],
    },
  },
  {
    point: 'running: one activity alone, and what it hits',
    tests: {
      [editor('running/activity-lines')]: [
        'every activity has a line, and those that change a cluster are known',
      ],
      [trusted('run-activity')]: [
        'plays the one under the lens, and says nothing of the experiment',
        'plays the activity as it is edited, and never another that took its place',
      ],
      [driven('running')]: ['one action by itself asks first, and is put back from its panel'],
    },
  },
  {
    point: 'running: options remembered per file, run again',
    tests: {
      [editor('run-options')]: [
        'options are remembered by experiment, over restarts',
        'a job takes the options of its experiment and keeps its own',
      ],
      'src/workbench/given.test.ts': [
        'variables are typed, files are read from the experiment’s folder, and .env adds to the environment',
      ],
      [trusted('run-options')]: [
        'are chosen from the lens, remembered for the file, shown, and used again',
      ],
    },
  },
  {
    point: 'running: several runs at once, and the emergency stop of all with revert',
    tests: {
      [editor('running/emergency-text')]: [
        'all ended and put back is good',
        'what is left, could not be put back or goes on is told and not good',
      ],
      [driven('running')]: [
        'runs go on side by side, and the emergency stop ends all and puts all back',
      ],
    },
  },
  {
    point: 'running: a run whose host is killed, and a second window',
    tests: {
      [driven('running')]: [
        'a live run is left alone by a second window; one whose host is killed is interrupted, and its undo offered',
      ],
      [cluster('vscode-crash')]: [
        'a run that was killed is offered to be undone when the editor opens',
      ],
    },
  },
  {
    point: 'running: debugging by the gutter and F5, in JSON and YAML',
    tests: {
      [trusted('debugging')]: [
        'goes from a click beside a line of … and F5 through the activities',
      ],
      [trusted('debug-api')]: [
        'a breakpoint is hit, values are shown, a step is taken, and a stop ends the run gracefully',
        'without a breakpoint it runs to its end',
      ],
      [restricted('running')]: [
        'nothing is debugged by F5, by startDebugging or by the command, which says why',
      ],
      [editor('debug/adapter')]: [
        'moves a breakpoint to its activity, stops there and steps through all phases',
        'shows what the run knows, and no secret',
      ],
      [editor('debug/stepper')]: [
        'a breakpoint stops, a step goes to the next activity, and on it goes',
      ],
      'src/engine/gate.test.ts': [
        'tells what it holds until that starts, and nothing of what it lets through',
      ],
      [editor('webview/judgement')]: ['while it runs, the newest thing that goes on is told'],
    },
  },
  {
    point: 'running: Test Explorer, checks by default, faults after one question',
    tests: {
      [editor('testing/results')]: ['a run that was cut passes nowhere, and tells what failed'],
      [editor('testing/confirm-text')]: [
        'one question lists all targets, by experiment and cluster',
      ],
      [driven('testing')]: [
        'the Test Explorer checks by default and injects nothing',
        'faults are injected after one question, one experiment after the other, and told as tests',
        'who cancels has runs stopped, put back as their strategy says, and the rest skipped',
        'a check that is cancelled is skipped, and so is all that would have come',
        'an activity that a dry run would play keeps its experiment from being played dry',
      ],
    },
  },
  {
    point: 'running: tasks',
    tests: {
      [editor('tasks/definition')]: ['a task says its experiment, and what the run is given'],
      [trusted('tasks')]: [
        'check an experiment without playing anything',
        'run an experiment in a terminal, which tells the verdict',
      ],
      [driven('testing')]: [
        'a task runs an experiment in its terminal, and its exit code tells the verdict',
      ],
    },
  },
];
