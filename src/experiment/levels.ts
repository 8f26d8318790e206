/** Keys of a provider that stand beside it by mistake. */
export const providerKeys: readonly string[] = [
  ...['module', 'func', 'arguments', 'secrets', 'url', 'method', 'headers', 'verify_tls'],
  ...['max_retries', 'path'],
];

/** Keys of an activity that stand in its provider by mistake. */
export const activityKeys: readonly string[] = ['tolerance', 'pauses', 'background', 'controls'];

/** Whether a key is known at another level, so that it is no slip of the pen. */
export function isMisplaced(name: string, definitions: readonly string[]): boolean {
  if (definitions.includes('fullActivity')) {
    return providerKeys.includes(name) || name === 'before' || name === 'after';
  }
  return definitions.includes('provider') && activityKeys.includes(name);
}
