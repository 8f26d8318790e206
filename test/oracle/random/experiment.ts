import type { Case, CaseOptions, Json, JsonObject } from '../case.ts';
import { provider, tolerance } from './activities.ts';
import type { Draw } from './draw.ts';
import { configuration, environment, secrets, text } from './values.ts';

/** Strategies under which the hypothesis is also asked while the method goes on. */
const during = ['during-method-only', 'continuously'];

/** Draws one experiment with its options, most of them valid. */
export function randomCase(draw: Draw, name: string): Case {
  const drawn = runOptions(draw);
  const runtime = draw.chance(0.15) ? runtimeBlock(draw) : undefined;
  const settings = draw.chance(0.08) ? runtimeBlock(draw) : undefined;
  const watched = isDuring(drawn, runtime, settings);
  const { dry, ...options } = drawn;
  const probes = draw.some(1, 3, (at) => activity(draw, `check ${at}`, 'probe', 1));
  if (watched) {
    // Pauses could make a check last longer than the method waits for it.
    for (const probe of probes) {
      delete probe['pauses'];
    }
  }
  const names = probes.map((each) => String(each['name']));
  const method: JsonObject[] = draw.some(0, 5, (at) => step(draw, `step ${at}`, names));
  const hypothesis = draw.chance(0.8);
  const experiment: JsonObject = {
    title: draw.chance(0.9) ? 'a drawn experiment' : text(draw),
    description: 'drawn by chance',
    ...(draw.chance(0.3) && { tags: ['drawn', 'by chance'] }),
    ...(draw.chance(0.7) && { configuration: configuration(draw) }),
    ...(draw.chance(0.5) && { secrets: secrets(draw) }),
    ...(runtime && { runtime }),
    ...(hypothesis && { 'steady-state-hypothesis': { title: 'it is well', probes } }),
    method: watched ? [whileAsked(hypothesis), ...method] : method,
    ...(draw.chance(0.7) && { rollbacks: draw.some(0, 3, (at) => rollback(draw, `back ${at}`)) }),
  };
  return {
    name,
    experiment: broken(draw, experiment),
    // A dry run does not wait until the hypothesis has been asked.
    options: watched
      ? { ...options, hypothesisFrequency: 30 }
      : { ...options, ...(dry && { dry }) },
    environment,
    ...(settings && { settingsRuntime: settings }),
    ...(draw.chance(0.15) && { format: 'yaml' as const }),
  };
}

/** Gives the hypothesis the time to be asked once; `check 0` may call no program. */
function whileAsked(hypothesis: boolean): JsonObject {
  const script = hypothesis ? 'sleep 1' : 'true';
  const arguments_ = ['-c', script];
  return {
    type: 'action',
    name: 'wait',
    provider: { type: 'process', path: 'sh', arguments: arguments_ },
  };
}

function isDuring(options: CaseOptions, ...blocks: (JsonObject | undefined)[]): boolean {
  const texts = JSON.stringify([options.hypothesisStrategy, ...blocks]);
  return during.some((strategy) => texts.includes(strategy));
}

function activity(draw: Draw, name: string, type: string, tolerances = 0): JsonObject {
  const called = provider(draw, name);
  return {
    type,
    name,
    ...(draw.chance(tolerances) && { tolerance: tolerance(draw, called['type'] ?? null) }),
    provider: called,
    ...(draw.chance(0.1) && { pauses: pauses(draw) }),
    ...(draw.chance(0.02) && { dry: draw.one(['probes', 'actions']) }),
  };
}

function pauses(draw: Draw): JsonObject {
  return {
    ...(draw.chance(0.6) && { before: draw.one<Json>([0, 0.05, '${count}', '${word}', true]) }),
    ...(draw.chance(0.6) && { after: draw.one<Json>([0, 0.05, 0.05, '${count}', '${nothing}']) }),
  };
}

function step(draw: Draw, name: string, names: string[]): JsonObject {
  if (draw.chance(0.08)) {
    return { ref: draw.chance(0.9) ? (names[0] ?? name) : 'no such activity' };
  }
  const type = draw.one(['probe', 'action', 'action']);
  const made = activity(draw, name, type, 0.15);
  return draw.chance(0.1) ? { ...made, background: true } : made;
}

function rollback(draw: Draw, name: string): JsonObject {
  return activity(draw, name, draw.one(['action', 'action', 'probe']));
}

function runOptions(draw: Draw): CaseOptions {
  const hypothesisStrategy = draw.one([
    'default',
    'default',
    'before-method-only',
    'after-method-only',
    'during-method-only',
    'continuously',
  ] as const);
  return {
    ...(draw.chance(0.35) && { hypothesisStrategy, hypothesisFrequency: 30 }),
    ...(draw.chance(0.3) && {
      rollbackStrategy: draw.one(['default', 'always', 'never', 'deviated'] as const),
    }),
    ...(draw.chance(0.12) && {
      dry: draw.one(['probes', 'actions', 'activities', 'pause'] as const),
    }),
    ...(draw.chance(0.2) && { noValidation: true }),
    ...(draw.chance(0.2) && { vars: draw.some(1, 2, () => variable(draw)) }),
    ...(draw.chance(0.08) && { varFiles: variables(draw) }),
  };
}

function variable(draw: Draw): string {
  return draw.one([
    'count:int=4',
    'count:float=0.5',
    'word=from the line',
    'flag:bool=false',
    'undeclared=ignored',
    'code:int=200',
    'nothing:json={"k": [1]}',
  ]);
}

function variables(draw: Draw): Record<string, string> {
  return draw.one<Record<string, string>>([
    { 'vars.json': '{"configuration": {"word": "from a file", "count": 9}}' },
    { 'vars.yaml': 'configuration:\n  word: from yaml\n  flag: on\n' },
    { 'vars.env': 'WORD=from a dotenv\nCOUNT=8\n' },
  ]);
}

function runtimeBlock(draw: Draw): JsonObject {
  return {
    ...(draw.chance(0.7) && {
      hypothesis: {
        strategy: draw.one(['default', 'after-method-only', 'continuously', 'skip']),
        frequency: 30,
      },
    }),
    ...(draw.chance(0.6) && {
      rollbacks: { strategy: draw.one(['default', 'always', 'never', 'deviated', 'sometimes']) },
    }),
  };
}

/** Now and then something that may not be. */
function broken(draw: Draw, experiment: JsonObject): JsonObject {
  if (!draw.chance(0.06)) {
    return experiment;
  }
  return draw.one<() => JsonObject>([
    () => ({ ...experiment, method: null }),
    () => ({ ...experiment, 'steady-state-hypothesis': null }),
    () => ({ ...experiment, rollbacks: null }),
    () => ({ ...experiment, configuration: null }),
    () => ({ ...experiment, tags: 'abc' }),
    () => ({ ...experiment, runtime: 'x' }),
    () => ({ description: 'no title', method: [] }),
    () => ({ ...experiment, method: [{ type: 'probe', name: 'x' }] }),
    () => ({ ...experiment, method: [{ type: 'thing', name: 'x', provider: {} }] }),
    () => ({
      ...experiment,
      method: [{ type: 'action', provider: { type: 'process', path: 'sh' } }],
    }),
  ])();
}
