import { LazyBridge } from '../engine/bridge/lazy-bridge.ts';
import { aroundLoading, loadingControls } from '../engine/controls/loading.ts';
import { journalText } from '../engine/journal-text.ts';
import { lift } from '../engine/python/convert.ts';
import type { PyObject } from '../engine/python/value.ts';
import { isObject, type JsonObject } from '../experiment/json.ts';
import { readExperiment } from '../experiment/read.ts';
import type { Settings } from '../workbench/settings.ts';
import type { Source } from '../workbench/source.ts';
import type { Around } from './notifications.ts';
import { pythonPlaces } from './python-choice.ts';

/** An experiment that was loaded, and the Python that its controls have been called in. */
export interface Loaded {
  source: Source;
  /** Missing where no control has a say in loading. */
  bridge?: LazyBridge;
}

/** What loading with controls around it is made of. */
export interface LoadParts extends Around {
  settings: Settings;
  controlFiles: readonly JsonObject[];
}

/**
 * Loads an experiment as `chaos run` does: with the controls of the settings and of
 * `--control-file` around it, which may change it.
 * @param given the source as it was given
 * @throws HumanError what keeps it from being loaded
 */
export async function loadExperiment(
  given: string,
  { args, io, settings, controlFiles, log, signal }: LoadParts,
  load: () => Promise<Source>,
): Promise<Loaded> {
  const globals = {
    settings: lifted(settings.all),
    controlFiles: controlFiles.map(lifted),
  };
  if (loadingControls(globals).length === 0) {
    return { source: await load() };
  }
  const bridge = new LazyBridge({
    ...pythonPlaces(args, io),
    log: log.line,
    // There is no run yet that it could cut.
    onSignal: () => {},
  });
  try {
    let source: Source | undefined;
    let before = '';
    const state = await aroundLoading(
      { source: given, ...globals, python: bridge, log: log.line, signal },
      async () => {
        source = await load();
        const { value, floats } = await readExperiment(source.text, source.format);
        const experiment = isObject(value) ? lift(value, floats) : null;
        before = journalText(experiment);
        return experiment;
      },
    );
    if (source === undefined) {
      throw new Error('what was loaded is missing');
    }
    const after = journalText(state);
    const changed: Source = { ...source, text: after, format: 'json' };
    return { source: after === before ? source : changed, bridge };
  } catch (error) {
    await bridge.close();
    throw error;
  }
}

function lifted(value: JsonObject): PyObject {
  return lift(value, new Set());
}
