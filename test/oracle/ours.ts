import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunEvent } from '../../src/engine/events.ts';
import type { NativeProvider } from '../../src/engine/native.ts';
import type { PyObject } from '../../src/engine/python/value.ts';
import type { RunOptions } from '../../src/engine/run-types.ts';
import { isObject, type JsonObject } from '../../src/experiment/json.ts';
import { isHumanError } from '../../src/messages/error.ts';
import { chaosPython } from '../chaos-python.ts';
import type { Case, CaseOptions, Outcome } from './case.ts';
import { appeared, effectsOf, experimentText, makeFolder } from './folder.ts';

/** The parts of this engine that a run needs, from some copy of `src/`. */
export interface Engine {
  run: typeof import('../../src/engine/run.ts').run;
  journalOf: typeof import('../../src/engine/journal.ts').journalOf;
  vars: typeof import('../../src/engine/vars.ts');
  checkHere: typeof import('../../src/workbench/check.ts').checkHere;
  parseExperiment: typeof import('../../src/experiment/parse.ts').parseExperiment;
  nodePlatform: typeof import('../../src/platform/platform.ts').nodePlatform;
}

/** Loads the engine from a folder that is `src/` or a copy of it. */
export async function loadEngine(src: string): Promise<Engine> {
  const load = (path: string) => import(pathToFileURL(join(src, path)).href);
  const [run, journal, vars, check, parse, platform] = await Promise.all([
    load('engine/run.ts'),
    load('engine/journal.ts'),
    load('engine/vars.ts'),
    load('workbench/check.ts'),
    load('experiment/parse.ts'),
    load('platform/platform.ts'),
  ]);
  return {
    run: run.run,
    journalOf: journal.journalOf,
    vars,
    checkHere: check.checkHere,
    parseExperiment: parse.parseExperiment,
    nodePlatform: platform.nodePlatform,
  };
}

/** `src/` of this project. */
export const ownSource = resolve(import.meta.dirname, '..', '..', 'src');

/** No function of an extension: the experiments here are of processes and HTTP calls. */
const noNative: NativeProvider = {
  find: () => undefined,
  prepare: async () => [],
  childEnvironment: async () => ({}),
  close: async () => {},
};

/**
 * Runs a case with this engine, from its text to its journal, as the command line does. It is killed
 * after `limit` milliseconds.
 */
export async function runOurs(
  each: Case,
  service: string,
  engine: Engine,
  limit = 60_000,
): Promise<Outcome & { folder: string }> {
  const folder = await makeFolder(each, service);
  const watching = new AbortController();
  const stop = new AbortController();
  const kill = new AbortController();
  const events: RunEvent[] = [];
  const timer = setTimeout(() => {
    kill.abort({ kind: 'limit', reason: `not over after ${limit} ms` });
  }, limit);
  try {
    if (each.signal) {
      const { name, when } = each.signal;
      void appeared(folder.path, when, watching.signal).then(() => {
        const reason = { kind: 'signal', name, reason: `received ${name}` };
        if (name === 'SIGUSR2') {
          kill.abort(reason);
        }
        stop.abort(reason);
      });
    }
    const result = await play(each, service, engine, {
      folder: folder.path,
      environment: folder.environment,
      events,
      stop: stop.signal,
      kill: kill.signal,
    });
    const journal: JsonObject = JSON.parse(JSON.stringify(engine.journalOf(events)));
    const isGood = result.status === 'completed' && !result.deviated;
    const effects = await effectsOf(folder.path);
    return { code: isGood ? 0 : 1, journal, folder: folder.path, log: logOf(events), effects };
  } catch (error) {
    if (!isHumanError(error)) {
      throw error;
    }
    return {
      code: 1,
      folder: folder.path,
      effects: await effectsOf(folder.path),
      log: `${logOf(events)}\n${error.code} ${error.message}`,
    };
  } finally {
    clearTimeout(timer);
    watching.abort();
    await rm(folder.path, { recursive: true, force: true });
  }
}

interface Surroundings {
  folder: string;
  environment: Record<string, string>;
  events: RunEvent[];
  stop: AbortSignal;
  kill: AbortSignal;
}

async function play(each: Case, service: string, engine: Engine, around: Surroundings) {
  const options = each.options ?? {};
  const format = each.format ?? 'json';
  const text = experimentText(each, service);
  const files = Object.entries(options.varFiles ?? {});
  const given = engine.vars.readVarFiles(files.map(([name, content]) => ({ name, text: content })));
  const document = engine.parseExperiment(text, format);
  const problems = options.noValidation
    ? document.problems
    : (
        await engine.checkHere(text, format, {
          environment: around.environment,
          cwd: around.folder,
          platform: engine.nodePlatform(),
          interpreter: await chaosPython(),
        })
      ).problems;
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem !== undefined) {
    throw Object.assign(new Error(JSON.stringify(problem)), {
      name: 'HumanError',
      code: problem.code,
    });
  }
  return engine.run({
    runId: 'oracle',
    experiment: isObject(document.value) ? document.value : {},
    floats: document.floats,
    options: {
      ...runOptions(options),
      configurationVars: {
        ...given.configurationVars,
        ...engine.vars.parseVars(options.vars ?? []),
      },
      secretsVars: given.secretsVars,
    },
    ...(each.settings && { settings: structuredClone(each.settings) as PyObject }),
    ...(each.settingsRuntime === undefined ? {} : { settingsRuntime: each.settingsRuntime }),
    environment: { ...around.environment, ...given.environment },
    cwd: around.folder,
    platform: engine.nodePlatform(),
    native: noNative,
    python: { interpreter: await chaosPython() },
    sink: { append: (event) => void around.events.push(structuredClone(event)) },
    stop: around.stop,
    kill: around.kill,
  });
}

function runOptions(options: CaseOptions): RunOptions {
  const { dry, rollbackStrategy, hypothesisStrategy, hypothesisFrequency, failFast } = options;
  return {
    ...(dry && { dry }),
    ...(rollbackStrategy && { rollbackStrategy }),
    ...(hypothesisStrategy && { hypothesisStrategy }),
    ...(hypothesisFrequency !== undefined && { hypothesisFrequency }),
    ...(failFast && { failFast }),
  };
}

function logOf(events: RunEvent[]): string {
  return events
    .flatMap((event) => (event.type === 'log' ? [`${event.level} ${event.text}`] : []))
    .join('\n');
}
