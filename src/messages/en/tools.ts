import type { MessageTable } from '../types.ts';

/** What the tools of the chat say, to people and to models. */
export const tools = {
  'tools.doing.check': 'Checking {path}',
  'tools.doing.activities': 'Looking for activities of chaos experiments',
  'tools.doing.targets': 'Looking up what {path} would hit',
  'tools.doing.journal': 'Reading what came of {path}',
  'tools.doing.run': 'Running {path}',
  'tools.input': '“{name}” must be {wanted}. Call the tool again with it.',
  'tools.input.text': 'a text that is not empty',
  'tools.input.choice': 'one of {choices}',
  'tools.outside':
    '{path} is outside this workspace, so it was not read. Give a path from a workspace folder on, or the path of a file in one.',
  'tools.no-file':
    'There is no file {path} in this workspace. Give a path from a workspace folder on, or the path of a file in one.',
  'tools.not-an-experiment':
    '{path} is no experiment. Give a JSON or YAML file with a “title” and a “method”.',
  'tools.stale':
    '{path} was changed on the disk, and the editor has not read it yet. Call the tool again in a moment.',
  'tools.more': '… and {count} more.',
  'tools.check.none': '{path}: no problem was found.',
  'tools.check.some': '{path}: {count} {count|problem|problems} ({errors} {errors|error|errors}).',
  'tools.check.see': 'See {page}',
  'tools.activities.some': '{count} of {total} activities match.',
  'tools.activities.none':
    'None of the {total} activities matches. Try fewer words, or leave kind and module out. Modules: {modules}.',
  'tools.activities.more':
    '{count} more {count|matches and is|match and are} left out. Narrow the search by filter, kind or module.',
  'tools.activities.required': 'required',
  'tools.activities.default': 'default {value}',
  'tools.activities.optional': 'may be left out',
  'tools.activities.choices': 'one of {choices}',
  'tools.activities.outdated': 'Outdated: {text}',
  'tools.targets.none': '{path} has no action, so a run would change nothing.',
  'tools.targets.action': '{pointer} “{name}” ({activity}) on {cluster}: {hits}',
  'tools.targets.rollback': 'rollback {pointer} “{name}” ({activity}) on {cluster}: {hits}',
  'tools.targets.unreached':
    '{pointer} “{name}” ({activity}): its cluster can’t be reached, so what it would hit is not known.',
  'tools.targets.unknown':
    '{pointer} “{name}”: calls a program, an address or Python. What it would hit is not known.',
  'tools.targets.now':
    'That is how things are at this moment; a run looks again. Nothing was changed.',
  'tools.journal.verdict': '“{title}”: {word}. {sentence}',
  'tools.journal.not-run':
    '{path} has not been run in this workspace, so there is no journal of it. Run it first, or give the path of a journal.',
  'tools.journal.step': '{result}: “{name}” ({kind})',
  'tools.journal.step-because': '{result}: “{name}” ({kind}): {reason}',
  'tools.journal.wanted': 'tolerance {wanted}',
  'tools.undo.none': 'Nothing that this run changed in a cluster is left to undo.',
  'tools.undo.some':
    'Left to undo: {changes}. A person can put {count|it|them} back by the command “Chaos: Undo a Run…”.',
  'tools.undo.unknown':
    'Whether something is left to undo is only known of runs that this editor made, in a trusted workspace.',
  'tools.run.real.title': 'Run the experiment {path}?',
  'tools.run.dry.title': 'Play the experiment {path} dry ({dry})?',
  'tools.run.real.first':
    'It is played for real and injects its faults. Before that you are shown what it would hit, and asked once more.',
  'tools.run.dry.first': 'Before that you are shown what it would do, and asked once more.',
  'tools.run.real.question': 'The chat wants to run “{title}” and inject its faults. Run it?',
  'tools.run.dry.question': 'The chat wants to play “{title}” dry ({dry}). Play it?',
  'tools.run.refused':
    'Refused by the person at the editor: nothing was run and nothing was changed. Do not call the tool again unless they ask for it.',
} satisfies MessageTable;
