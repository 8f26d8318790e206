import { driven, editor, experiment, language, type Point, restricted, trusted } from './files.ts';

export const writing: readonly Point[] = [
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
