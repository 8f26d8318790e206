import type { HumanError } from '../../messages/error.ts';
import { fits } from './glob.ts';
import { refusal } from './refusal.ts';
import { deniedByDefault, type Policies, type Policy, type Rule } from './rules.ts';

/**
 * Why a namespace may not be touched; undefined where it may. Of each list the last entry that fits
 * counts. What is denied by default is lifted by a user's `!` entry only.
 * @param what the object that would be touched
 */
export function namespaceRefusal(
  namespace: string,
  what: string,
  { all, userFile }: Policies,
): HumanError | undefined {
  const last = all.map((policy) => ({ policy, rule: lastThatFits(policy, namespace) }));
  for (const { rule } of last) {
    if (rule !== undefined && !isLifting(rule)) {
      return refusal('namespace', { what, namespace, rule: rule.value, place: rule.place });
    }
  }
  const standard = deniedByDefault.find((glob) => fits(glob, namespace));
  const lifted = last.some(({ policy, rule }) => rule !== undefined && policy.level === 'user');
  return standard === undefined || lifted
    ? undefined
    : refusal('namespace-default', { what, namespace, rule: standard, file: userFile });
}

function lastThatFits({ deniedNamespaces }: Policy, namespace: string): Rule<string> | undefined {
  return deniedNamespaces.findLast(({ value }) => fits(value.replace(/^!/, ''), namespace));
}

function isLifting({ value }: Rule<string>): boolean {
  return value.startsWith('!');
}
