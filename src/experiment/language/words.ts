import type { CatalogueEntry } from '../../catalogue/types.ts';

/** Words people look for beside those that summaries are made of. */
const synonyms: readonly [RegExp, string][] = [
  [/delet|remov|terminat/i, 'kill'],
  [/\bpatches|sets the number/i, 'change'],
  [/number of replicas/i, 'scale'],
  [/cuts? .* off|packets|latency|bandwidth/i, 'network'],
  [/latency|delay/i, 'slow delay'],
  [/restart|rollout/i, 'restart'],
  [/cordon|schedul/i, 'cordon'],
  [/evict|drain/i, 'evict'],
  [/cpu|memory/i, 'stress load'],
  [/command/i, 'exec shell'],
];

/** Words that tell nothing apart. */
const idle =
  /\b(the|a|an|of|and|or|to|by|in|that|it|is|are|at|on|for|with|from|use|instead|its|their|them)\b/gi;

/** The editor compares no more letters than this. */
const most = 126;

/** What an activity is found by: its name, then words for what it does. */
export function searchText({ func, module, summary }: CatalogueEntry): string {
  const more = synonyms.flatMap(([pattern, words]) => (pattern.test(summary) ? [words] : []));
  const kind = module.replace(/^chaosk8s\./, '').replace(/\.(actions|probes)$/, '');
  const words = [func, ...more, summary.replace(/[`’.,:;]/g, ' ').replace(idle, ' '), kind].join(
    ' ',
  );
  return words.replace(/\s+/g, ' ').trim().slice(0, most);
}
