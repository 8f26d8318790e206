import { driven, editor, type Point, restricted, trusted } from './files.ts';

export const manners: readonly Point[] = [
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
      [driven('japanese')]: [
        'lenses, hints, problems, views, commands and the panel are in Japanese',
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
