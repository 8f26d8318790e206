import { searchPatternInAll } from '../../../engine/pattern.ts';
import type { JsonObject } from '../../../experiment/json.ts';
import { HumanError } from '../../../messages/error.ts';
import type { Message } from '../../../messages/types.ts';
import type { KubeObject } from '../../objects.ts';
import type { Reader } from '../../plan.ts';
import { flag, namespaceOf, number, optionalText, text } from '../common/arguments.ts';
import { choose } from '../common/choose.ts';
import { collectionPath, pods } from '../common/resources.ts';
import type { PlanContext } from '../types.ts';

/** Whether neither a label selector nor a name pattern narrows the choice of pods. */
export function podsUnscoped(args: JsonObject): boolean {
  return !optionalText(args, 'label_selector') && !optionalText(args, 'name_pattern');
}

/**
 * The pods an action is about: by label on the server, by name pattern here, then as many as
 * `mode` and `qty` say.
 */
export async function selectPods(
  args: JsonObject,
  reader: Reader,
  context: PlanContext,
): Promise<{ pods: KubeObject[]; matched: number; warnings: Message[] }> {
  const qty = number(args, 'qty', 1);
  const mode = text(args, 'mode', 'fixed');
  const order = text(args, 'order', 'alphabetic');
  if (qty < 0) {
    throw new HumanError('kubernetes.qty-negative', { qty });
  }
  if (mode !== 'fixed' && mode !== 'percentage') {
    throw new HumanError('kubernetes.mode-unknown', { mode });
  }
  if (order !== 'alphabetic' && order !== 'oldest') {
    throw new HumanError('kubernetes.order-unknown', { order });
  }
  if (podsUnscoped(args) && !context.allowUnscoped) {
    throw unscoped('pods', namespaceOf(args));
  }
  const warnings = textFlags(args, ['all', 'rand']);
  const labelSelector = optionalText(args, 'label_selector') || undefined;
  const { items } = await reader.list(
    collectionPath(pods, namespaceOf(args)),
    { labelSelector },
    context.signal,
  );
  const pattern = optionalText(args, 'name_pattern');
  const matching = pattern ? await byName(items, pattern, context.signal) : items;
  if (order === 'oldest') {
    matching.sort((a, b) => createdAt(a).localeCompare(createdAt(b)));
  }
  if (flag(args, 'all', false)) {
    return { pods: matching, matched: matching.length, warnings };
  }
  const wanted = mode === 'percentage' ? Math.ceil((qty * matching.length) / 100) : qty;
  if (!Number.isInteger(wanted)) {
    throw new HumanError('kubernetes.argument-type', {
      name: 'qty',
      wanted: 'whole number',
      found: String(qty),
    });
  }
  const count = Math.min(wanted, matching.length);
  const drawn = flag(args, 'rand', false) && { random: context.random };
  return {
    pods: choose(matching, { count, preferred: context.preferred, ...drawn }),
    matched: matching.length,
    warnings,
  };
}

/** The refusal of a selection that would take everything. */
export function unscoped(what: string, namespace: string): HumanError {
  return new HumanError('kubernetes.unscoped-selection', { what, namespace });
}

/** Says that a text such as `false`, perhaps from a variable, is a yes. */
export function textFlags(args: JsonObject, names: readonly string[]): Message[] {
  return names.flatMap((name) => {
    const value = args[name];
    const misleading = typeof value === 'string' && /^(false|no|off|0|none)$/i.test(value.trim());
    return misleading ? [{ code: 'kubernetes.warn-text-flag', args: { name, value } }] : [];
  });
}

async function byName(
  items: readonly KubeObject[],
  pattern: string,
  signal: AbortSignal,
): Promise<KubeObject[]> {
  const names = items.map((item) => item.metadata.name);
  const matches = await searchPatternInAll(pattern, names, signal);
  return items.filter((_, index) => matches[index]);
}

function createdAt(object: KubeObject): string {
  return object.metadata.creationTimestamp ?? '';
}
