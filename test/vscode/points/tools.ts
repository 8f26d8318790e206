import { driven, editor, type Point, restricted, trusted } from './files.ts';

export const tools: readonly Point[] = [
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
