import { driven, editor, type Point, trusted } from './files.ts';

export const understanding: readonly Point[] = [
  {
    point: 'understanding: the timeline to scale',
    tests: {
      'src/engine/timeline.test.ts': [
        'phases of the hypothesis are one block each, steps and pauses their own',
        'what runs at the same time stands on lines of its own',
        'a pause cut short ends where the next step begins',
        'the axis has few marks at round times',
      ],
    },
  },
  {
    point: 'understanding: events of the cluster and ready counts beneath',
    tests: {
      'src/engine/timeline.test.ts': [
        'readiness is held until it changes',
        'workloads that the run touched come first, then what changed; the rest is counted',
        'events of the cluster are drawn where they belong to a lane, alike ones together',
      ],
      'test/practice/observation.test.ts': [
        'a run sees the backend go, and says so in its verdict, its record and its report',
      ],
    },
  },
  {
    point: 'understanding: values of numeric probes as a plot',
    tests: {
      'src/engine/timeline.test.ts': [
        'numbers of a probe are plotted with what was wanted; one number alone is not',
      ],
      [driven('run-panel')]: ['are listed, opened and compared with the run before'],
    },
  },
  {
    point: 'understanding: rows linked to their place in the file',
    tests: {
      [trusted('running')]: ['leads from a name in the panel to the activity in the text'],
      [driven('panel-page')]: ['everything is reached and done by keyboard, and tells the editor'],
    },
  },
  {
    point: 'understanding: outputs, folded until they are asked for',
    tests: {
      [driven('report-page')]: ['on paper a report is dark on white, and shows what is folded'],
      [trusted('running')]: ['shows a deviation with what was wanted, and opens the journal'],
    },
  },
  {
    point: 'understanding: the verdict with its cause',
    tests: {
      'src/engine/reasons.test.ts': [
        'names the workload without a ready pod and since when',
        'names the service first: its endpoints are what the probe met',
      ],
      [editor('webview/judgement')]: [
        'every end has a word, a sentence and Chaos Toolkit’s status',
      ],
      [driven('panel-page')]: [
        'the verdict is spoken once when it comes, and figures that tick are not',
      ],
    },
  },
  {
    point: 'understanding: history of runs, compared with the run before',
    tests: {
      [editor('history/row')]: [
        'a row tells how the run ended, when, and how long it took',
        'what can be undone is said, but not while the run goes on',
      ],
      'src/ledger/past-runs.test.ts': [
        'runs are listed with how they ended, newest first',
        'the previous run is the latest of the same experiment that came to its end',
        'runs are deleted, but none of them while one goes on, and nothing that is no run',
      ],
      [driven('run-panel')]: [
        'are listed, opened and compared with the run before',
        'lead to their experiment, also when the command line ran it',
        'of another program go on in the panel; one whose program dies is interrupted',
      ],
    },
  },
  {
    point: 'understanding: journals in the same panel',
    tests: {
      [driven('run-panel')]: [
        'a journal of the real Chaos Toolkit opens in the same panel, and leads to its lines',
      ],
      'src/report/read-journal.test.ts': ['journals of the real Chaos Toolkit are read'],
    },
  },
  {
    point: 'understanding: a panel of 5,000 activities scrolls',
    tests: {
      [driven('panel-page')]: [
        'of 5,000 steps those near the window are drawn, and every one is found by scrolling',
      ],
    },
  },
];
