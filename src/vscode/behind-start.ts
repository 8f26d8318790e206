import type { ExtensionContext } from 'vscode';

/**
 * Does something as soon as the extension has started: what nobody waits for in that moment would only
 * make the start longer.
 */
export function behindStart(
  { subscriptions }: Pick<ExtensionContext, 'subscriptions'>,
  work: () => void,
): void {
  const timer = setTimeout(work);
  subscriptions.push({ dispose: () => clearTimeout(timer) });
}
