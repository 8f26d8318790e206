import type { JsonObject } from '../experiment/json.ts';
import { HumanError } from '../messages/error.ts';
import { isDry } from './activity.ts';
import { loadConfiguration, loadDynamicConfiguration } from './configuration.ts';
import type { ClusterIdentity } from './events.ts';
import { findNative, invoke, nativeArguments } from './invoke.ts';
import type { Masker } from './mask.ts';
import type { PreparedActivity } from './native.ts';
import { truthy } from './python/compare.ts';
import { plainObject } from './python/convert.ts';
import { repr } from './python/text.ts';
import { isPyObject, type PyObject, type PyValue } from './python/value.ts';
import type { RunContext } from './run-context.ts';
import type { RunRequest } from './run-types.ts';
import { loadSecrets, secretValues, selectSecrets } from './secrets.ts';
import { methodSteps, probeSteps, resolveStep, rollbackSteps, type Step } from './steps.ts';
import { type Scope, substitute } from './substitute.ts';
import { settledOrCut } from './wait.ts';

/**
 * The configuration before its probes are asked, and the secrets. From here on the secrets are
 * masked in everything the run tells.
 * @throws HumanError what is missing or wrong in the declarations
 */
export function loadScope(experiment: PyObject, request: RunRequest, masker: Masker): Scope {
  const { options, environment } = request;
  const secrets = loadSecrets(block(experiment, 'secrets'), options.secretsVars ?? {}, environment);
  masker.add(secretValues(secrets));
  const configuration = loadConfiguration(
    block(experiment, 'configuration'),
    options.configurationVars ?? {},
    environment,
  );
  return { configuration, secrets };
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
    const output = await invoke(run, { activity: probe, id, scope: known, signal });
    if (isGivenSecrets(probe, known, masker)) {
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
 * @throws HumanError `engine.activity-unsupported`, or whatever refuses the run
 * @throws the signal's reason
 */
export async function prepareNative(
  run: RunContext,
  signal: AbortSignal,
): Promise<ClusterIdentity[]> {
  const { native } = run.request;
  const prepared = [
    ...playable(run, [...probeSteps(run.experiment), ...methodSteps(run.experiment)], false),
    ...playable(run, rollbackSteps(run.experiment), true),
  ];
  const configuration = plainObject(run.scope.configuration);
  return settledOrCut(native.prepare(prepared, configuration, signal), signal);
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
    const prepared = providers.flatMap(([pointer, provider]) =>
      isPyObject(provider) && provider['type'] === 'python'
        ? [
            {
              ...preparedOf(run, provider, pointer, rollback),
              ...(typeof name === 'string' && { name }),
            },
          ]
        : [],
    );
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
  pointer: string,
  rollback: boolean,
): PreparedActivity {
  const { entry } = findNative(run, provider);
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
