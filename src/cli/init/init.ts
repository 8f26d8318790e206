import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { journalText } from '../../engine/journal-text.ts';
import { isObject, type Json, type JsonObject } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import { checkText } from '../../workbench/check.ts';
import type { Arguments } from '../arguments.ts';
import { exitCodes, type Io } from '../io.ts';
import { openLog } from '../log.ts';
import { notificationsOf } from '../notifications.ts';
import { printProblems, settingsFor } from '../validate.ts';
import { writeText } from '../write-text.ts';
import { openDialogue } from './dialogue.ts';
import { askExperiment, type Discovered } from './write-experiment.ts';

/** `init`: asks for the parts of an experiment and writes it, from a discovery or what is built in. */
export async function initCommand(args: Arguments, io: Io): Promise<number> {
  const settings = await settingsFor(args, io);
  const log = openLog(args, io);
  const { signal } = new AbortController();
  await using notify = notificationsOf(settings, { args, io, log, signal });
  await notify.plain('init-started', null);
  using dialogue = openDialogue(process.stdin, io);
  dialogue.say({ code: 'init.welcome' });
  const name = args.values.text('discovery-path') ?? 'discovery.json';
  let discovered = await discoveredIn(resolve(io.cwd, name));
  if (discovered === undefined) {
    dialogue.say({ code: 'init.no-discovery', args: { path: name } });
    discovered = await builtIn();
  }
  const experiment = await askExperiment(dialogue, discovered);
  const path = args.values.text('experiment-path') ?? 'experiment.json';
  await writeText(resolve(io.cwd, path), await textOf(experiment, path));
  dialogue.say({ code: 'init.saved', args: { path } });
  const format = isYaml(path) ? 'yaml' : 'json';
  const text = await textOf(experiment, path);
  printProblems(await checkText(text, format), { text, format, name: path, folder: io.cwd }, io);
  await notify.experiment('init-completed', experiment);
  return exitCodes.ok;
}

/** @throws HumanError `init.discovery` for a file that is there and no discovery */
async function discoveredIn(path: string): Promise<Discovered[] | undefined> {
  try {
    const discovery: Json = JSON.parse(await readFile(path, 'utf8'));
    const activities = isObject(discovery) ? discovery['activities'] : undefined;
    if (!Array.isArray(activities)) {
      throw new Error('activities');
    }
    return activities.filter(isObject).map(discoveredOf);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    const reason = (error as Error).message;
    throw new HumanError('init.discovery', { path, reason }, { cause: error });
  }
}

async function builtIn(): Promise<Discovered[]> {
  const { kubernetesEntries } = await import('../../catalogue/kubernetes/index.ts');
  const { discoveryOf } = await import('../discovery.ts');
  const { activities } = discoveryOf(kubernetesEntries);
  return (Array.isArray(activities) ? activities : []).filter(isObject).map(discoveredOf);
}

function discoveredOf(activity: JsonObject): Discovered {
  const list = Array.isArray(activity['arguments']) ? activity['arguments'].filter(isObject) : [];
  return {
    type: String(activity['type']),
    name: String(activity['name']),
    mod: String(activity['mod']),
    ...(typeof activity['doc'] === 'string' && { doc: activity['doc'] }),
    arguments: list.map(({ name, type, default: fallback }) => ({
      name: String(name),
      ...(typeof type === 'string' && { type }),
      ...(fallback !== undefined && { default: fallback }),
    })),
  };
}

function isYaml(path: string): boolean {
  return ['.yaml', '.yml'].includes(extname(path).toLowerCase());
}

async function textOf(experiment: JsonObject, path: string): Promise<string> {
  if (!isYaml(path)) {
    return `${journalText(experiment)}\n`;
  }
  const { yamlText } = await import('../../workbench/yaml-text.ts');
  return yamlText(experiment, { sorted: false });
}
