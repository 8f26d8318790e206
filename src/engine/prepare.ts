import type { JsonObject } from '../experiment/json.ts';
import { HumanError } from '../messages/error.ts';
import { isDry } from './activity.ts';
import { LazyBridge } from './bridge/lazy-bridge.ts';
import { startClock } from './clock.ts';
import { loadConfiguration, loadDynamicConfiguration } from './configuration.ts';
import { Emitter } from './emitter.ts';
import type { ClusterIdentity, Interruption } from './events.ts';
import { Inspector } from './inspect/inspector.ts';
import { LastOutputs } from './inspect/last-outputs.ts';
import { findNative, invoke, nativeArguments } from './invoke.ts';
import type { Log } from './log.ts';
import { Masker } from './mask.ts';
import type { NativeActivity, PreparedActivity } from './native.ts';
import { truthy } from './python/compare.ts';
import { plainObject } from './python/convert.ts';
import { repr } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';
import type { InnerCut, RunContext } from './run-context.ts';
import type { RunRequest } from './run-types.ts';
import { loadSecrets, type SecretSources, secretValues, selectSecrets } from './secrets.ts';
import { settingsSecrets } from './settings-secrets.ts';
import {
  chosenSteps,
  methodSteps,
  namedSteps,
  probeSteps,
  resolveStep,
  rollbackSteps,
  type Step,
} from './steps.ts';
import { type Scope, substitute } from './substitute.ts';
import type { Vault } from './vault/vault.ts';
import { settledOrCut } from './wait.ts';

/**
 * What the parts of a run share, with the configuration before its probes are asked.
 * @throws HumanError what is missing or wrong in the declarations
 */
export async function startContext(
  experiment: PyObject,
  request: RunRequest,
): Promise<{ context: RunContext; masker: Masker }> {
  if (!Object.hasOwn(experiment, 'title')) {
    throw new HumanError('engine.title-missing');
  }
  const masker = new Masker();
  masker.add(settingsSecrets(request.settings));
  const emitter = new Emitter(request.runId, request.sink, masker, startClock());
  const scope = await loadScope(experiment, request, masker, emitter.log);
  let ids = 0;
  const inner = new Inner();
  const shared: RunContext = {
    request,
    emitter,
    inner,
    python: pythonOf(request, emitter, inner),
    experiment,
    named: namedSteps(experiment),
    origins: originsOf(experiment),
    scope,
    state: { status: undefined, deviated: false, rewritten: false },
    id: (prefix) => {
      ids += 1;
      return `${prefix}-${ids}`;
    },
  };
  return { context: withInspector(shared, masker), masker };
}

/** Outputs are kept and shown to those who hold the run, and to nobody else. */
function withInspector(shared: RunContext, masker: Masker): RunContext {
  const { gate } = shared.request;
  if (gate === undefined) {
    return shared;
  }
  const outputs = new LastOutputs();
  const inspector = new Inspector(shared, masker, outputs);
  gate.opened(inspector);
  return { ...shared, inspector, outputs };
}

function originsOf(experiment: PyObject): WeakMap<PyObject, string> {
  const steps = [
    ...methodSteps(experiment),
    ...probeSteps(experiment),
    ...rollbackSteps(experiment),
  ];
  return new WeakMap(steps.map(({ entry, pointer }) => [entry, pointer]));
}

/** See InnerCut. */
class Inner implements InnerCut {
  readonly #cut = new AbortController();
  #ungraceful = false;

  get signal(): AbortSignal {
    return this.#cut.signal;
  }

  get ungraceful(): boolean {
    return this.#ungraceful;
  }

  cut(by: Interruption, ungraceful = false): void {
    if (!this.#cut.signal.aborted) {
      this.#ungraceful = ungraceful;
      this.#cut.abort(by);
    }
  }
}

function pythonOf(request: RunRequest, emitter: Emitter, inner: InnerCut): LazyBridge {
  const { platform, environment, cwd, python, bridge } = request;
  const hearer = {
    log: emitter.log,
    onSignal: (name: string) => {
      inner.cut({ kind: 'signal', name, reason: `received ${name}` }, name === 'SIGUSR2');
    },
  };
  return (
    bridge?.handOver(hearer) ?? new LazyBridge({ platform, environment, cwd, ...python, ...hearer })
  );
}

/**
 * The configuration before its probes are asked, and the secrets. From here on the secrets are
 * masked in everything the run tells.
 * @throws HumanError what is missing or wrong in the declarations
 */
async function loadScope(
  experiment: PyObject,
  request: RunRequest,
  masker: Masker,
  log: Log,
): Promise<Scope> {
  const { options, environment } = request;
  const configuration = loadConfiguration(
    block(experiment, 'configuration'),
    options.configurationVars ?? {},
    environment,
  );
  const secrets = await loadSecrets(block(experiment, 'secrets'), options.secretsVars ?? {}, {
    environment,
    vault: vaultOf(configuration, request, masker, log),
  });
  masker.add(secretValues(secrets));
  return { configuration, secrets };
}

/** Vault is loaded and asked when the first secret comes from there. A run that is stopped gets nothing. */
function vaultOf(
  configuration: PyObject,
  { environment, cwd, platform, stop, kill }: RunRequest,
  masker: Masker,
  log: Log,
): SecretSources['vault'] {
  const signal = AbortSignal.any([stop, kill]);
  const around = { environment, cwd, homedir: platform.homedir, signal };
  let vault: Promise<Vault> | undefined;
  return async (name, entry) => {
    vault ??= import('./vault/vault.ts').then(
      (module) => new module.Vault(configuration, around, (secrets) => masker.add(secrets)),
    );
    try {
      return await (await vault).read(name, entry, log);
    } catch (error) {
      if (signal.aborted) {
        return {};
      }
      throw error;
    }
  };
}

function block(experiment: PyObject, name: 'configuration' | 'secrets'): PyObject {
  const declared = Object.hasOwn(experiment, name) ? (experiment[name] ?? null) : {};
  if (!isPyObject(declared)) {
    throw new HumanError('engine.block-shape', { name, value: repr(declared) });
  }
  return declared;
}

/**
 * Asks the probes of the configuration and puts what they say into the scope. What a probe says that
 * was given a secret counts as a secret.
 * @throws the signal's reason
 */
export async function askConfiguration(
  run: RunContext,
  masker: Masker,
  signal: AbortSignal,
): Promise<void> {
  const { scope, emitter } = run;
  const ask = async (probe: PyObject, configuration: PyObject): Promise<PyValue> => {
    const known: Scope = { configuration, secrets: scope.secrets };
    const id = run.id('configuration');
    let told = false;
    const output = await invoke(run, {
      activity: probe,
      id,
      scope: known,
      signal,
      allSecrets: true,
      told: () => {
        told = true;
      },
    });
    if (told || isGivenSecrets(probe, known, masker)) {
      masker.add(secretValues({ output }));
    }
    return output;
  };
  const loaded = await loadDynamicConfiguration(scope.configuration, ask, emitter.log, signal);
  scope.configuration = loaded;
}

function isGivenSecrets(probe: PyObject, scope: Scope, masker: Masker): boolean {
  const provider = probe['provider'];
  return (
    isPyObject(provider) &&
    (truthy(provider['secrets'] ?? null) || masker.covers(substitute(provider, scope)))
  );
}

/**
 * Lets the native activities find and freeze their clusters and ask for consent.
 * @throws HumanError whatever refuses the run
 * @throws the signal's reason
 */
export async function prepareNative(
  run: RunContext,
  signal: AbortSignal,
): Promise<ClusterIdentity[]> {
  const { native } = run.request;
  const prepared = preparedActivities(run);
  const configuration = plainObject(run.scope.configuration);
  return settledOrCut(native.prepare(prepared, configuration, signal), signal);
}

/** The native activities of the hypothesis, the method and the rollbacks as they would be called now. */
export function preparedActivities(run: RunContext): PreparedActivity[] {
  const { only } = run.request.options;
  const steps = [...probeSteps(run.experiment), ...methodSteps(run.experiment)];
  return [
    ...playable(run, chosenSteps(steps, only), false),
    ...playable(run, chosenSteps(rollbackSteps(run.experiment), only), only === undefined),
  ];
}

function playable(run: RunContext, steps: Step[], rollback: boolean): PreparedActivity[] {
  return steps.flatMap((step) => {
    const activity = activityOf(run, step);
    const name = activity?.['name'];
    const judging = isPyObject(step.entry['tolerance']) ? step.entry['tolerance'] : undefined;
    const judge = judging?.['type'] === 'probe' ? judging['provider'] : undefined;
    const providers: [string, PyValue | undefined][] = [
      [step.pointer, activity?.['provider']],
      [`${step.pointer}/tolerance`, judge],
    ];
    const prepared = providers.flatMap(([pointer, provider]) => {
      const isPython = isPyObject(provider) && provider['type'] === 'python';
      const native = isPython ? findNative(run, provider) : undefined;
      return isPython && native !== undefined
        ? [
            {
              ...preparedOf(run, provider, native, pointer, rollback),
              ...(typeof name === 'string' && { name }),
            },
          ]
        : [];
    });
    // What a dry run leaves out reaches no cluster and needs no consent.
    return activity !== undefined && isDry(run, activity) ? [] : prepared;
  });
}

/** A `ref` that leads nowhere is told when its turn comes, as in the original. */
function activityOf(run: RunContext, step: Step): PyObject | undefined {
  try {
    return resolveStep(step, run.named).activity;
  } catch {
    return undefined;
  }
}

function preparedOf(
  run: RunContext,
  provider: PyObject,
  { entry }: NativeActivity,
  pointer: string,
  rollback: boolean,
): PreparedActivity {
  const secrets: JsonObject = plainObject(selectSecrets(run.scope.secrets, provider['secrets']));
  return {
    pointer,
    module: entry.module,
    func: entry.func,
    arguments: plainObject(nativeArguments(provider, run.scope)),
    secrets,
    rollback,
  };
}
