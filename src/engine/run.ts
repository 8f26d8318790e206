import { hostname, machine, release, type } from 'node:os';
import { HumanError } from '../messages/error.ts';
import { compatibleVersion } from './compatible-version.ts';
import { type Watch, watchHypothesis } from './continuous.ts';
import { hasControls, tellInterrupted } from './controls/around.ts';
import type { ClusterIdentity } from './events.ts';
import { asError, messageOf } from './failure-text.ts';
import { type Check, checkHypothesis } from './hypothesis.ts';
import {
  InterruptExecution,
  Interrupted,
  logInterruptedRollbacks,
  logInterruption,
} from './interrupted.ts';
import type { Masker } from './mask.ts';
import { playMethod } from './method.ts';
import type { Observation } from './native.ts';
import { askConfiguration, prepareNative, startContext } from './prepare.ts';
import { truthy } from './python/compare.ts';
import { lift } from './python/convert.ts';
import { str } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';
import { playRollbacks, wantsRollbacks } from './rollbacks.ts';
import type { RunContext } from './run-context.ts';
import type { RunRequest, RunResult } from './run-types.ts';
import { type Strategies, strategiesOf, strategyInLog } from './runtime-block.ts';
import { listenToSignals, type RunSignals } from './signals.ts';
import { hypothesisOf, probeSteps, requireStep } from './steps.ts';
import { substitute } from './substitute.ts';
import { waitFor } from './wait.ts';

/** Of a run that plays one step by itself. */
const alone: Strategies = { hypothesis: 'skip', rollbacks: 'never' };

/** Milliseconds that native activities may take to end their connections. */
const closing = 2000;

/**
 * Runs an experiment to its end: hypothesis, method, hypothesis, rollbacks, by the rules of Chaos
 * Toolkit. All that happens is told as events; the journal, the log and the verdict are made from
 * them. Once `run-started` is told nothing is thrown any more.
 * @throws HumanError what is wrong before anything is done: a missing variable, an activity that is
 * not supported, a refused consent
 */
export async function run(request: RunRequest): Promise<RunResult> {
  const experiment = lift(request.experiment, request.floats);
  const settings = request.settingsRuntime && lift(request.settingsRuntime, new Set());
  const { only } = request.options;
  if (only !== undefined) {
    requireStep(experiment, only);
  }
  const strategies =
    only === undefined ? strategiesOf(experiment, settings, request.options) : alone;
  const { context, masker } = await startContext(experiment, request);
  const { emitter } = context;
  const signals = listenToSignals(request, emitter, context.inner);
  request.native.logTo?.(emitter.log);
  try {
    const clusters = await prepare(context, masker, signals);
    return await play(context, masker, strategies, clusters, signals);
  } finally {
    signals[Symbol.dispose]();
    await Promise.all([closeNative(request), context.python.close()]);
  }
}

async function closeNative(request: RunRequest): Promise<void> {
  // The timer must not outlive the run: it would keep the process from ending.
  const closed = new AbortController();
  const close = request.native
    .close()
    .catch(() => {})
    .finally(() => closed.abort());
  await Promise.race([close, waitFor(closing, closed.signal)]);
}

/** Clusters of the run; undefined when it was cut meanwhile. */
async function prepare(
  context: RunContext,
  masker: Masker,
  signals: RunSignals,
): Promise<ClusterIdentity[] | undefined> {
  try {
    signals.cut.throwIfAborted();
    await askConfiguration(context, masker, signals.cut);
    return await prepareNative(context, signals.cut);
  } catch (error) {
    if (signals.cut.aborted) {
      return undefined;
    }
    throw asError(error);
  }
}

async function play(
  context: RunContext,
  masker: Masker,
  strategies: Strategies,
  clusters: ClusterIdentity[] | undefined,
  signals: RunSignals,
): Promise<RunResult> {
  const start = context.emitter.clock.mono();
  const journal = begin(context, strategies, clusters ?? []);
  const over = new AbortController();
  observe(context, over.signal);
  try {
    if (clusters === undefined) {
      throw new Interrupted();
    }
    await startControls(context, masker, signals.cut);
    await playStrategy(context, strategies.hypothesis, signals.cut);
  } catch (thrown) {
    settle(context, signals, asError(thrown));
    await tellInterrupted(context, thrown);
  }
  await rollBack(context, strategies.rollbacks, signals);
  over.abort();
  return end(context, signals, start, journal);
}

const wholeExperiment = (context: PyObject) =>
  ({ level: 'experiment', context, pointer: '' }) as const;

/** Controls are loaded, configured, and told that the experiment begins. */
async function startControls(
  context: RunContext,
  masker: Masker,
  signal: AbortSignal,
): Promise<void> {
  if (hasControls(context)) {
    const { Controls } = await import('./controls/controls.ts');
    context.controls = new Controls(context, masker, signal);
    await context.controls.configure();
    await context.controls.tell({
      name: 'running',
      arguments: ['experiment', 'journal', 'configuration', 'secrets', 'schedule', 'settings'],
    });
    await context.controls.begin(wholeExperiment(context.experiment));
  }
}

/** Tells how the cluster fares, until the run is over. */
function observe({ request, emitter }: RunContext, over: AbortSignal): void {
  const listener = ({ type, facts }: Observation) => {
    if (!over.aborted) {
      emitter.emit(type, facts);
    }
  };
  request.native.observe?.(listener, over);
}

/** Tells that the run has begun; gives the experiment as the journal has it. */
function begin(context: RunContext, strategies: Strategies, clusters: ClusterIdentity[]): PyObject {
  const { experiment, emitter, request, scope } = context;
  const { dry, only } = request.options;
  experiment['title'] = substitute(experiment['title'] ?? null, scope);
  experiment['dry'] = dry ?? null;
  const title = str(experiment['title']);
  emitter.emit('run-started', {
    experiment,
    title,
    ...(dry === undefined ? {} : { dry }),
    ...(only === undefined ? {} : { only }),
    hypothesisStrategy: strategies.hypothesis,
    rollbackStrategy: strategies.rollbacks,
    header: {
      chaoslibVersion: compatibleVersion,
      platform: `${type()}-${release()}-${machine()}`,
      node: hostname(),
    },
    ...(request.source === undefined ? {} : { source: request.source }),
    ...(request.file === undefined ? {} : { file: request.file }),
    clusters,
  });
  emitter.log('INFO', `Running experiment: ${title}`);
  if (dry !== undefined) {
    emitter.log('WARNING', `Running experiment with dry ${dry}`);
  }
  emitter.log('INFO', `Steady-state strategy: ${strategyInLog(strategies.hypothesis)}`);
  emitter.log('INFO', `Rollbacks strategy: ${strategies.rollbacks}`);
  if (strategies.hypothesis === 'skip') {
    emitter.log('INFO', 'Skipping Steady-State Hypothesis as requested');
  } else if (!hypothesisOf(experiment)) {
    emitter.log('INFO', "No steady state hypothesis defined. That's ok, just exploring.");
  }
  return { ...experiment };
}

async function playStrategy(
  context: RunContext,
  strategy: Strategies['hypothesis'],
  signal: AbortSignal,
): Promise<void> {
  if (context.request.options.only !== undefined) {
    await playOnly(context, context.request.options.only, signal);
    return;
  }
  const asked = strategy !== 'skip' && hypothesisOf(context.experiment) !== undefined;
  const on = (...strategies: Strategies['hypothesis'][]) => asked && strategies.includes(strategy);
  if (on('default', 'before-method-only', 'continuously')) {
    if (!(await gate(context, signal))) {
      return;
    }
  }
  let watch: Watch | undefined;
  try {
    if (on('during-method-only', 'continuously')) {
      watch = watchHypothesis(context, signal);
    }
    const played = await playMethod(context, signal);
    watch?.end();
    const cut = context.state.status === 'aborted';
    if (played && !cut && on('default', 'after-method-only', 'continuously')) {
      await validate(context, signal);
    }
  } finally {
    watch?.end();
    await watch?.over;
  }
}

/** One step by itself: a probe of the hypothesis is judged, any other is played as in the method. */
async function playOnly(context: RunContext, only: string, signal: AbortSignal): Promise<void> {
  const probe = probeSteps(context.experiment).some(({ pointer }) => pointer === only);
  await (probe ? gate(context, signal) : playMethod(context, signal));
}

/** The hypothesis before the method. */
async function gate(context: RunContext, signal: AbortSignal): Promise<boolean> {
  context.emitter.log('DEBUG', 'Running steady-state hypothesis before the method');
  const check = await checkPhase(context, 'before', signal);
  if (!check.met) {
    context.state.status = check.failed ? 'failed' : 'completed';
    logNotMet(context, check);
  }
  return check.met;
}

/** The hypothesis after the method. */
async function validate(context: RunContext, signal: AbortSignal): Promise<void> {
  context.emitter.log('DEBUG', 'Running steady-state hypothesis after the method');
  const check = await checkPhase(context, 'after', signal);
  if (!check.met) {
    context.state.deviated = true;
    context.state.status = check.failed ? 'failed' : 'completed';
    logNotMet(context, check);
  }
}

async function checkPhase(
  context: RunContext,
  phase: 'before' | 'after',
  signal: AbortSignal,
): Promise<Check> {
  context.emitter.emit('phase-started', { phase });
  const { controls } = context;
  try {
    await controls?.tell({ name: `start_hypothesis_${phase}`, arguments: ['experiment'] });
    const check = await checkHypothesis(context, phase, signal);
    await controls?.tell({
      name: `hypothesis_${phase}_completed`,
      arguments: ['experiment', { state: check.of }, 'journal'],
    });
    return check;
  } finally {
    context.emitter.emit('phase-ended', { phase });
  }
}

function logNotMet(context: RunContext, check: Check): void {
  context.emitter.log(
    'CRITICAL',
    `Steady state probe '${check.last}' is not in the given tolerance so failing this experiment`,
  );
}

/** What became of the run when something was thrown through it. */
function settle(context: RunContext, signals: RunSignals, error: Error): void {
  const { state, emitter } = context;
  const interruption =
    error instanceof Interrupted ? (error.by ?? signals.interruption) : undefined;
  if (interruption !== undefined) {
    state.status = 'interrupted';
    state.interruption ??= interruption;
    logInterruption(emitter.log, interruption);
    if (error instanceof InterruptExecution && error.ungraceful) {
      context.inner.cut(error.by, true);
    }
    return;
  }
  const cause = error instanceof Interrupted ? brokenSink(context) : error;
  state.status = 'aborted';
  state.error ??= messageOf(cause);
  emitter.log('CRITICAL', cause.message);
}

function brokenSink(context: RunContext): Error {
  return asError(
    context.emitter.broken.reason ?? new HumanError('engine.unexpected', { reason: '' }),
  );
}

async function rollBack(context: RunContext, strategy: string, signals: RunSignals): Promise<void> {
  if (signals.killed) {
    context.emitter.log('WARNING', 'Ignoring rollbacks as per signal');
    return;
  }
  if (!wantsRollbacks(context, strategy)) {
    return;
  }
  const { controls } = context;
  const rollbackSignals = signals.forRollbacks();
  try {
    await controls?.tell({ name: 'start_rollbacks', arguments: ['experiment'] });
    await playRollbacks(context, rollbackSignals);
  } catch (thrown) {
    const interruption =
      thrown instanceof Interrupted ? (thrown.by ?? signals.interruption) : undefined;
    if (interruption !== undefined) {
      context.state.status = 'interrupted';
      context.state.interruption ??= interruption;
      logInterruptedRollbacks(context.emitter.log, interruption);
    } else {
      settle(context, signals, asError(thrown));
    }
  }
  await controls
    ?.tell({ name: 'rollbacks_completed', arguments: ['experiment', 'journal'] })
    .catch(() => {});
}

async function end(
  context: RunContext,
  signals: RunSignals,
  start: number,
  journal: PyObject,
): Promise<RunResult> {
  const { emitter, state } = context;
  if (emitter.broken.aborted) {
    state.status = 'aborted';
    state.error = messageOf(emitter.broken.reason);
  }
  const { controls } = context;
  const told = resultOf(context, signals);
  logEnd(context, told);
  const duration = (emitter.clock.mono() - start) / 1000;
  if (controls === undefined) {
    tellRewritten(context, journal);
    emitter.emit('run-ended', { ...told, duration });
    return told;
  }
  const of = { target: 'journal', ending: { ...told, duration } } as const;
  tellRewritten(context, journal);
  await controls.end(wholeExperiment(context.experiment), of);
  const result = judgedAgain(told, controls.read(of));
  await controls.cleanup();
  await controls.tell({ name: 'finish', arguments: ['journal'] }).catch(() => {});
  tellRewritten(context, journal);
  emitter.emit('run-ended', { ...result, duration });
  return result;
}

function resultOf({ state }: RunContext, signals: RunSignals): RunResult {
  const status = state.status ?? 'completed';
  const { deviated, error } = state;
  const by = state.interruption ?? signals.interruption;
  const interruption = status === 'interrupted' ? by : undefined;
  return {
    status,
    deviated,
    ...(interruption === undefined ? {} : { interruption }),
    ...(error === undefined ? {} : { error }),
  };
}

function logEnd({ emitter }: RunContext, { status, deviated }: RunResult): void {
  emitter.log('INFO', `Experiment ended with status: ${deviated ? 'deviated' : status}`);
  if (deviated) {
    emitter.log('INFO', 'The steady-state has deviated, a weakness may have been discovered');
  }
}

function tellRewritten({ state, emitter }: RunContext, journal: PyObject): void {
  if (state.rewritten) {
    emitter.emit('experiment-changed', { experiment: journal });
  }
}

const statuses: ReadonlySet<PyValue> = new Set(['completed', 'failed', 'aborted', 'interrupted']);

/** What the last controls made of the verdict counts. */
function judgedAgain(result: RunResult, journal: PyValue): RunResult {
  const { status = null, deviated = null } = isPyObject(journal) ? journal : {};
  return {
    ...result,
    ...(statuses.has(status) ? { status: status as RunResult['status'] } : {}),
    deviated: truthy(deviated),
  };
}
