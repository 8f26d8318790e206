import type { Json, JsonObject } from '../../experiment/json.ts';
import { type DiscoveredArgument, jsonOrText, readArgument } from './answers.ts';
import type { Dialogue, Read } from './dialogue.ts';

/** An activity as a discovery describes it. */
export interface Discovered {
  type: string;
  name: string;
  mod: string;
  doc?: string;
  arguments: readonly DiscoveredArgument[];
}

/** Arguments that a run fills in by itself. */
const given = new Set(['secrets', 'configuration']);

/** Asks a person for an experiment made of discovered activities, in the original's order. */
export async function askExperiment(
  dialogue: Dialogue,
  discovered: readonly Discovered[],
): Promise<JsonObject> {
  const experiment: JsonObject = {
    title: await dialogue.text({ code: 'init.title' }),
    description: 'N/A',
    tags: [],
  };
  if (await dialogue.confirm({ code: 'init.ask-hypothesis' })) {
    const title = await dialogue.text({ code: 'init.hypothesis-title' });
    const probes = discovered.filter(({ type }) => type === 'probe');
    const chosen = await askActivities(dialogue, probes, true);
    experiment['steady-state-hypothesis'] = { title, probes: chosen };
  }
  const method = await dialogue.confirm({ code: 'init.ask-method' });
  experiment['method'] = method ? await askActivities(dialogue, discovered, false) : [];
  if (await dialogue.confirm({ code: 'init.ask-rollbacks' })) {
    const actions = discovered.filter(({ type }) => type === 'action');
    experiment['rollbacks'] = await askActivities(dialogue, actions, false);
  }
  return experiment;
}

async function askActivities(
  dialogue: Dialogue,
  choices: readonly Discovered[],
  judged: boolean,
): Promise<Json[]> {
  const activities: Json[] = [];
  do {
    const list = choices.map(({ name, mod }, index) => `${index + 1}) ${name} (${mod})`);
    dialogue.say({ code: 'init.list', args: { list: list.join('\n') } });
    const choice = await dialogue.value({ code: 'init.activity' }, (answer) =>
      numberOf(answer, choices),
    );
    const activity = choices[choice - 1];
    if (activity === undefined) {
      break;
    }
    if (activity.doc) {
      dialogue.say({ code: 'init.list', args: { list: activity.doc } });
    }
    if (await dialogue.confirm({ code: 'init.use', args: { kind: activity.type } })) {
      activities.push(await askActivity(dialogue, activity, judged));
    }
  } while (await dialogue.confirm({ code: 'init.another' }));
  return activities;
}

/** A number of the list, or a name that is there once. */
function numberOf(answer: string, choices: readonly Discovered[]): Read<number> {
  const named = choices.flatMap(({ name }, index) => (name === answer ? [index + 1] : []));
  const number = named.length === 1 ? (named[0] ?? 0) : Number(answer || Number.NaN);
  const isThere = Number.isInteger(number) && number >= 0 && number <= choices.length;
  return isThere
    ? { value: number }
    : { refused: { code: 'init.no-activity', args: { value: answer } } };
}

async function askActivity(
  dialogue: Dialogue,
  activity: Discovered,
  judged: boolean,
): Promise<JsonObject> {
  const { type, name, mod } = activity;
  const tolerance = judged && {
    tolerance: await dialogue.value({ code: 'init.tolerance' }, readTolerance),
  };
  const filled: JsonObject = {};
  for (const argument of activity.arguments.filter((each) => !given.has(each.name))) {
    const fallback = argument.default;
    const answered = await dialogue.value(
      { code: 'init.argument', args: { name: argument.name } },
      (answer) => readArgument(answer, argument),
      fallback === undefined ? undefined : textOf(fallback),
    );
    if (answered !== undefined) {
      filled[argument.name] = answered;
    }
  }
  const provider = { type: 'python', module: mod, func: name, arguments: filled };
  return { type, name, ...tolerance, provider };
}

function readTolerance(answer: string): Read<Json> {
  return answer === '' ? { refused: { code: 'init.needed' } } : { value: jsonOrText(answer) };
}

function textOf(value: Json): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
