import { HumanError } from '../../messages/error.ts';
import type { LazyBridge } from '../bridge/lazy-bridge.ts';
import type { Log } from '../log.ts';
import { truthy } from '../python/compare.ts';
import { str } from '../python/text.ts';
import type { PyObject, PyValue } from '../python/value.ts';
import { argumentsOf, globalControls, moduleName } from './applying.ts';
import { nativeControl } from './native/index.ts';
import { hookGives } from './python-control.ts';

/** What controls may want around the loading of an experiment. */
export interface LoadingNeeds {
  /** Path or address as it was given. */
  source: string;
  settings?: PyObject;
  controlFiles?: readonly PyObject[];
  python: Pick<LazyBridge, 'get'>;
  log: Log;
  signal: AbortSignal;
}

/** The global controls that have a say in loading: none of those that are built in has. */
export function loadingControls({
  settings,
  controlFiles,
}: Pick<LoadingNeeds, 'settings' | 'controlFiles'>): PyObject[] {
  return globalControls(settings, controlFiles).filter((control) => {
    const module = moduleName(control);
    return module !== undefined && nativeControl(module) === undefined;
  });
}

/**
 * Loads an experiment with the global controls around it: `before_loading_experiment_control`, the
 * loading, and whatever became of it `after_loading_experiment_control`, which may change what was
 * loaded (`chaoslib.loader.load_experiment`).
 * @param load gives the experiment; null where it can't be read
 * @returns the experiment as the controls left it
 * @throws HumanError `engine.loading-cut` when a control wants no run; what `load` throws
 */
export async function aroundLoading(
  needs: LoadingNeeds,
  load: () => Promise<PyValue>,
): Promise<PyValue> {
  let state: PyValue = null;
  try {
    await apply(needs, 'before', null);
    state = await load();
  } finally {
    state = await apply(needs, 'after', state);
  }
  return state;
}

async function apply(
  needs: LoadingNeeds,
  when: 'before' | 'after',
  given: PyValue,
): Promise<PyValue> {
  const { source, settings, log, signal } = needs;
  let state = given;
  for (const control of loadingControls(needs)) {
    const scope = control['scope'] ?? null;
    if (truthy(scope) && scope !== when) {
      continue;
    }
    const name = str(control['name'] ?? null);
    log('DEBUG', `Applying ${when}-control '${name}' on 'loader'`);
    const bridge = await needs.python.get();
    await bridge.ready();
    const { changed, raised, interrupted, exit, cut } = await bridge.ask(
      {
        op: 'control',
        module: moduleName(control) ?? null,
        func: `${when}_loading_experiment_control`,
        arguments: argumentsOf(control),
        gives: hookGives,
        context: source,
        state,
        sync: { experiment: null, configuration: null, secrets: null, settings: settings ?? null },
      },
      { signal },
    );
    if (typeof interrupted === 'string' || typeof exit === 'number' || cut === true) {
      const reason = typeof interrupted === 'string' ? interrupted : str(exit ?? null);
      throw new HumanError('engine.loading-cut', { name, reason });
    }
    if (typeof raised === 'string') {
      log('DEBUG', `${when}-control '${name}' failed: ${raised}`);
    }
    state = (changed as PyObject | undefined)?.['state'] ?? state;
  }
  return state;
}
