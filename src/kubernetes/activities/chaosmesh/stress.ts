import type { JsonObject } from '../../../experiment/json.ts';
import { number, text } from '../common/arguments.ts';
import type { KubernetesAction } from '../types.ts';
import { createFault, deleteFault, type Fault, getFault, listFaults, texts } from './fault.ts';
import { names, selection } from './selection.ts';

const stress: Fault = { kind: 'StressChaos', plural: 'stresschaos' };

/** An action that creates a stress fault. */
function keepBusy(stressors: (args: JsonObject) => JsonObject): KubernetesAction {
  return createFault(stress, (args) => {
    const containers = names(args, 'container_names');
    const { stressng_stressors } = texts(args, ['stressng_stressors']);
    return {
      stressors: stressors(args),
      ...selection(args),
      duration: text(args, 'duration', '30s'),
      ...(containers && { containerNames: containers }),
      ...(stressng_stressors && { stressngStressors: stressng_stressors }),
    };
  });
}

/** A number, where one is given. */
function optional(args: JsonObject, name: string, field = name): JsonObject {
  return (args[name] ?? null) === null ? {} : { [field]: number(args, name) };
}

/** `stress_cpu` */
export const stressCpu = keepBusy((args) => ({
  cpu: { workers: number(args, 'workers'), load: number(args, 'load') },
}));

/** `stress_memory` */
export const stressMemory = keepBusy((args) => {
  const { size, time_to_get_to_size: time } = texts(args, ['size', 'time_to_get_to_size']);
  return {
    memory: {
      ...optional(args, 'workers'),
      ...(size && { size }),
      ...(time && { time }),
      ...optional(args, 'oom_score', 'oomScoreAdj'),
    },
  };
});

/** `delete_stressor` */
export const deleteStressor = deleteFault(stress);

/** `get_stressor` */
export const getStressor = getFault(stress);

/** `get_stressors` */
export const getStressors = listFaults(stress);
