/** What the editor's half promises, and the tests that show it. */
export interface Point {
  /** Part and promise: `writing: completion of keys`. */
  point: string;
  /** Titles of tests by their file; `…` stands for what a template string puts in. */
  tests: Record<string, string[]>;
}

const trusted = (name: string) => `test/vscode/suite/trusted/${name}.test.ts`;
const restricted = (name: string) => `test/vscode/suite/restricted/${name}.test.ts`;
const language = (name: string) => `src/experiment/language/${name}.test.ts`;
const experiment = (name: string) => `src/experiment/${name}.test.ts`;
const editor = (name: string) => `src/vscode/${name}.test.ts`;
const driven = (name: string) => `test/vscode/${name}.test.ts`;
const cluster = (name: string) => `test/cluster/${name}.test.ts`;

const writing: Point[] = [
  {
    point: 'writing: completion of keys',
    tests: {
      [language('complete')]: [
        'keys of … are offered but those that are there, required ones first',
        'keys of a provider in … are those of its type',
      ],
      [trusted('language')]: ['offers keys and arguments once each'],
    },
  },
  {
    point: 'writing: completion of activities, by name and by what they do',
    tests: {
      [language('complete')]: [
        'every activity can be inserted into … whole, and has no problem as it is',
        'activities are found in … by what they do, deprecated ones are not offered',
      ],
      [trusted('language')]: ['offers whole activities, which are found by what they do'],
    },
  },
  {
    point: 'writing: completion of arguments and enums',
    tests: {
      [language('complete')]: [
        'required arguments come first in …',
        'modules, functions and arguments of … follow what is written',
        'tolerances that fit the answer come first',
      ],
    },
  },
  {
    point: 'writing: completion of names in braces and of references',
    tests: {
      [language('complete')]: [
        'references offer what they may refer to, controls theirs, and secrets their groups',
        'names in braces are offered with what they stand for, secrets without',
      ],
    },
  },
  {
    point: 'writing: names from an open connection, cached and never waited for',
    tests: {
      [language('cluster')]: [
        'arguments offer the names that the open cluster has for them',
        'names that are still on their way make the list one to be asked for again',
      ],
      [editor('cluster-names')]: [
        'names are asked for once, given as they are known, and asked for again when they are old',
        'a cluster that nobody opened here is not asked',
      ],
      [trusted('language')]: [
        'offers names of what is in it once a person has opened it, and asks for none before',
      ],
    },
  },
  {
    point: 'writing: hover with docs, defaults, permissions and values, secrets masked',
    tests: {
      [language('hover')]: [
        'a key is explained, in JSON as in YAML',
        'a function tells what it does, gives back, and needs to be allowed',
        'an argument tells its meaning, type and default',
        'a name in braces tells what it stands for',
        'a secret is never shown, nor what looks like one',
      ],
      [trusted('language')]: ['explains functions with what they need, and never shows a secret'],
    },
  },
  {
    point: 'writing: definition and references',
    tests: {
      [language('symbols')]: [
        'an activity is found from its name and from each reference',
        'a configuration value is found in every text that it is put into, a dollar sign is not one',
      ],
      [trusted('language')]: ['goes from a reference and from a name in braces to what they mean'],
    },
  },
  {
    point: 'writing: rename of activities and configuration keys',
    tests: {
      [language('symbols')]: [
        'a new name is written everywhere, with the quotes that were there',
        'a name that would mean something else then is refused in words',
      ],
      [trusted('language')]: [
        'renames an activity, a value and a group with all their uses, and refuses what is taken',
      ],
    },
  },
  {
    point: 'writing: hints of tolerances and pauses',
    tests: {
      [language('hints')]: [
        'tolerances are said in words, by what their probe answers',
        'pauses of the method add up, with those of what is referred to, without what runs beside',
      ],
      [trusted('language')]: [
        'shows tolerances in words and what the pauses add up to, unless that is switched off',
      ],
    },
  },
  {
    point: 'writing: snippets of whole experiments and of parts',
    tests: {
      [experiment('snippets')]: [
        'each … snippet is part of an experiment without problems',
        'both formats have the same snippets, shown in experiment files only',
      ],
      [language('complete')]: [
        'a whole … experiment is offered where there is nothing, and has no problem',
      ],
    },
  },
  {
    point: 'writing: JSON and YAML alike, in unsaved buffers',
    tests: {
      [language('cursor')]: [
        'the cursor in one activity of … is that in the whole text, at every place',
      ],
      [trusted('language')]: [
        'offers a whole experiment in an empty buffer, and nothing in other files',
      ],
      [trusted('problems')]: [
        'are mended alike in JSON and YAML that was never saved, and all else stays',
      ],
      [trusted('writing')]: ['reports the same in YAML, and in an untitled text of any name'],
    },
  },
  {
    point: 'writing: in a browser without a machine behind it',
    tests: {
      [driven('web')]: ['the web bundle helps to write in the extension host of a web worker'],
    },
  },
  {
    point: 'writing: the whole set of rules, with severity and a page for each',
    tests: {
      [experiment('rules')]: ['… is found and mended alike in JSON and YAML'],
      [experiment('noise')]: ['no problem is found where there is none: …'],
      [experiment('problem-pages')]: [
        'each problem has one section of its own',
        'each example has the problem it is about, of the severity that is told',
      ],
      [trusted('problems')]: [
        'each leads to the page that explains it',
        'go away and come back as somebody types',
      ],
    },
  },
  {
    point: 'writing: what this machine lacks, when asked to check',
    tests: {
      [trusted('check-python')]: [
        'for what it has not, and tells how to get it; until the text changes',
      ],
      [restricted('running')]: ['Python is not started by a check, as it would import modules'],
    },
  },
  {
    point: 'writing: fixes where they are mechanical',
    tests: {
      [experiment('edits')]: [
        'a member is removed with its comma or its lines, and comments of others stay',
      ],
      [trusted('writing')]: ['shows a problem at its place, with a fix that mends it'],
    },
  },
  {
    point: 'writing: nothing that the editor reports itself',
    tests: {
      'build/editor-schema.test.mjs': [
        'the JSON service of the editor says nothing about experiments that the extension says',
      ],
      [trusted('problems')]: ['what the service of JSON says too is said once'],
      [trusted('writing')]: ['does not repeat what the editor says about JSON itself'],
    },
  },
];

const running: Point[] = [
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

const understanding: Point[] = [
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

const explorer: Point[] = [
  {
    point: 'explorer: contexts, namespaces, workloads, pods, containers, services, nodes, events',
    tests: {
      [editor('cluster/model')]: [
        'contexts appear without a connection, and offer to connect',
        'an open connection shows its own namespace first, with workloads, pods and services',
      ],
      [editor('cluster/lists')]: [
        'jobs say how far they are, and lie below the CronJob that made them',
        'a pod shows its containers, those of its start first',
        'nodes say whether they are ready and take pods',
        'events are told the newest first; what may not be read says so',
      ],
      [trusted('explorer')]: [
        'shows the contexts of the kubeconfig without asking any cluster',
        'connects when a context is unfolded, and shows what runs there',
        'follows a deletion: the pod ends, its replacement appears beneath, its row goes',
      ],
    },
  },
  {
    point: 'explorer: logs, shell, YAML, describe',
    tests: {
      [cluster('explorer')]: [
        'follows its log until it has seen enough',
        'works in a shell with a terminal of its size, until it ends',
        'reads it as YAML and described, with its events',
      ],
      [driven('explorer')]: [
        'what a row can do is in its menu: log, shell, describe, scale, delete',
      ],
    },
  },
  {
    point: 'explorer: port-forward, open in the browser',
    tests: {
      [cluster('explorer')]: [
        'reaches its ports from here, several at once, also through a service',
        'is told at once where a port may not be forwarded',
      ],
      [editor('cluster/service-row')]: [
        'a load balancer is tried first, then the node, then the cluster’s own address',
        'addresses are written as a browser wants them',
      ],
    },
  },
  {
    point: 'explorer: scale, restart, delete',
    tests: {
      [cluster('explorer')]: ['scales, restarts and deletes a workload'],
      [driven('explorer')]: [
        'what a row can do is in its menu: log, shell, describe, scale, delete',
      ],
    },
  },
  {
    point: 'explorer: cordon and drain, by the activities that experiments use too',
    tests: {
      [driven('explorer')]: ['a node is cordoned, uncordoned and drained by its menu'],
      [cluster('drain')]: [
        'a node is cordoned and emptied, and its pods come up elsewhere',
        'a pod without a controller is found before anything is changed',
      ],
    },
  },
  {
    point: 'explorer: an experiment for a workload',
    tests: {
      'test/practice/created.test.ts': ['…, …: …'],
      'src/experiment/create/create.test.ts': [
        'every experiment for a … is without problems, in both formats and languages',
        'what a fault takes away is put back by a rollback',
      ],
      [driven('explorer')]: [
        'an experiment for a workload is written by its menu, and runs as it is',
      ],
      [driven('walk')]: [
        'an experiment for a deployment is created, finished by typing, previewed, run, understood and undone',
      ],
    },
  },
  {
    point: 'explorer: filter, load more',
    tests: {
      [editor('cluster/lists')]: [
        'the filter leaves what matches by itself or holds a match, in any case',
      ],
      [editor('cluster/model')]: ['long lists end with a row that shows more'],
      [trusted('explorer')]: ['the filter narrows the rows, and says so'],
    },
  },
  {
    point: 'explorer: kubeconfig changes are picked up',
    tests: {
      [trusted('explorer')]: ['a kubeconfig that is written anew is read by itself'],
    },
  },
  {
    point: 'explorer: a connection that breaks says so and comes back',
    tests: {
      [cluster('explorer-faults')]: [
        'an API server that is killed',
        'an API server that is frozen',
        'credentials that are refused',
        'watches that end all the time (…): it goes on seeing',
      ],
      [trusted('explorer')]: ['a cluster that is gone or mute says so, and the others go on'],
    },
  },
  {
    point: 'explorer: experiments of the workspace with their last verdicts',
    tests: {
      [editor('experiments/row')]: ['an experiment says how its last run ended, by a sign too'],
      [trusted('experiments-view')]: [
        'shows a file that appears, how its run ends, and that it is gone',
      ],
    },
  },
];

const tools: Point[] = [
  {
    point: 'tools: known to language models, and described to them and to people',
    tests: {
      [editor('ids')]: [
        'package.json describes every tool of the code, and no other, to people and to models',
      ],
      [trusted('tools')]: ['are known to every extension, with what they are for'],
      'src/messages/tools.test.ts': [
        'what the tools say in English they say in Japanese, with the same values',
      ],
    },
  },
  {
    point: 'tools: check',
    tests: {
      [editor('tools/texts')]: [
        'each problem is told with its place, severity, sentence, code and page',
        'of many problems the first are told, and how many there are besides',
      ],
      [trusted('tools')]: [
        'check an experiment by the text on the screen, saved or not',
        'read a file anew that was changed beside the editor, whatever its line ends',
      ],
    },
  },
  {
    point: 'tools: list activities',
    tests: {
      [editor('tools/texts')]: [
        'activities are found by all words of their name or of what they do, with arguments and permissions',
        'activities are narrowed by kind and module',
        'of many activities the first are told, and how many are left out; of none which modules there are',
      ],
      [trusted('tools')]: ['list activities'],
    },
  },
  {
    point: 'tools: preview targets',
    tests: {
      [editor('tools/texts')]: [
        'each action is told with its cluster, what it would hit, its undo and its warnings',
      ],
      [trusted('tools')]: [
        'tell what actions on the cluster would hit now',
        'tell that what programs hit is not known',
      ],
    },
  },
  {
    point: 'tools: explain a journal',
    tests: {
      [editor('tools/texts')]: [
        'a journal is told by its verdict, its hypothesis and each activity, without outputs',
        'a journal tells why an activity failed',
        'what a run has left is told by name, and what is not known is not called nothing',
      ],
      [trusted('tools')]: ['explain the last run of an experiment, and its journal'],
    },
  },
  {
    point: 'tools: a run is asked for each time, with all that it would hit, and can be cancelled',
    tests: {
      [driven('tools')]: [
        'a run of a chat is asked for each time: refused nothing happens, accepted it is told',
        'a chat plays an experiment dry, or one activity of it, and is asked for that too',
        'a run whose call is cancelled is stopped gracefully',
      ],
      [trusted('tools')]: [
        'run nothing without the question of their own, even where the editor asks nothing',
      ],
    },
  },
  {
    point: 'tools: nothing outside the workspace, nothing run in Restricted Mode, errors in words',
    tests: {
      [editor('tools/places')]: ['a path that leads out of the folders has no place'],
      [editor('tools/input')]: ['what does not fit is refused with what is wanted'],
      [trusted('tools')]: [
        'read nothing outside the workspace, and say in a sentence what is wrong',
      ],
      [restricted('tools')]: [
        'check experiments and list activities',
        'refuse to run anything and to ask clusters',
      ],
    },
  },
];

const manners: Point[] = [
  {
    point: 'manners: Restricted Mode',
    tests: {
      [restricted('running')]: ['an experiment is checked but nothing of it is ever executed'],
      [restricted('stranger')]: [
        'executes nothing when its files are opened, hovered and completed',
        'does not take over the kubeconfig of the workspace’s settings',
        'starts no sign-in program when a context is unfolded, and says why',
      ],
      [trusted('stranger')]: ['executes its experiment when it is run, and not before'],
    },
  },
  {
    point:
      'manners: remote windows (with code-server, the editor is a browser and a host behind it)',
    tests: {
      [driven('practice')]: [
        'the walkthrough goes through the lesson by clicks, from an empty window',
      ],
    },
  },
  {
    point: 'manners: several folders in a window',
    tests: {
      'test/vscode/suite/folders/folders.test.ts': [
        'have globs of their own',
        'have variables and journals of their own, and runs in the folder of their file',
      ],
      [editor('per-folder')]: [
        'each folder is searched by its own globs, which count from it',
        'without folders nothing is searched',
      ],
      [editor('running/job')]: [
        'relative paths start in the experiment’s folder, else the workspace’s, else at home',
      ],
    },
  },
  {
    point: 'manners: settings with the right scopes',
    tests: {
      [editor('settings-scopes')]: [
        'every setting has the scope that it is read by',
        'a workspace that is not trusted sets nothing that a run is made of',
      ],
      [editor('ids')]: ['a workspace can’t choose what is executed or written'],
    },
  },
  {
    point: 'manners: full use by keyboard',
    tests: {
      [driven('panel-page')]: ['everything is reached and done by keyboard, and tells the editor'],
      [editor('ids')]: ['keys work only where an experiment or a run is'],
    },
  },
  {
    point: 'manners: labels for screen readers',
    tests: {
      [driven('panel-page')]: [
        'the verdict is spoken once when it comes, and figures that tick are not',
      ],
      [driven('run-panel')]: ['are listed, opened and compared with the run before'],
    },
  },
  {
    point: 'manners: axe finds nothing, in dark, light and high contrast',
    tests: {
      [driven('panel-page')]: ['the run panel is accessible: …, …'],
      [driven('run-panel')]: ['the run panel is accessible in the editor: …'],
    },
  },
  {
    point: 'manners: reduced motion',
    tests: { [driven('panel-page')]: ['nothing moves for who wants no motion'] },
  },
  {
    point: 'manners: nothing wider than 320 px',
    tests: {
      [driven('panel-page')]: ['nothing of the run panel is wider than 320 pixels: …'],
      [driven('report-page')]: ['a report is readable on a narrow page: …, …'],
    },
  },
  {
    point: 'manners: English and Japanese',
    tests: {
      [editor('ids')]: ['what people read of package.json is in English and in Japanese'],
      'src/messages/ja.test.ts': [
        'what is said in Japanese shows the values that are shown in English',
      ],
      'src/messages/writing.test.ts': [
        'what writing help says in English it says in Japanese, with the same values',
      ],
      [editor('webview/words')]: [
        'the page speaks the reader’s language, English where a table is missing',
      ],
    },
  },
  {
    point: 'manners: icons of the product set',
    tests: { 'build/icons.test.mjs': ['every icon is one of the editor’s own'] },
  },
  {
    point: 'manners: a page of what is supported where',
    tests: {
      'build/platforms.test.mjs': [
        'the page names every system and window, and each setting that needs trust',
      ],
    },
  },
];

export const points: readonly Point[] = [
  ...writing,
  ...running,
  ...understanding,
  ...explorer,
  ...tools,
  ...manners,
];
