import type { CatalogueEntry } from '../catalogue/types.ts';
import type { Check } from './check.ts';
import type { Role } from './check-activity.ts';
import { checkArguments } from './check-arguments.ts';
import type { Fix } from './document.ts';
import { quotedList, replaceBy } from './fixes.ts';
import type { JsonObject } from './json.ts';
import { join } from './pointer.ts';
import { textAt } from './value-at.ts';

/** What surrounds a provider of type `python`. */
export interface Surroundings {
  role: Role;
  /** The activity's `type`. */
  kind?: string | undefined;
}

/** A Python activity against the catalogue: does it exist, can it run here, do the arguments fit. */
export function checkNative(
  check: Check,
  pointer: string,
  provider: JsonObject,
  around: Surroundings,
): void {
  const module = textAt(provider, 'module');
  const func = textAt(provider, 'func');
  if (module === undefined || func === undefined) {
    return;
  }
  const entry = check.catalogue.find(module, func);
  if (entry === undefined) {
    reportUnknown(check, pointer, module, func);
    return;
  }
  checkEntry(check, pointer, entry, around);
  checkArguments(check, pointer, provider, entry, around.role);
}

function reportUnknown(check: Check, pointer: string, module: string, func: string): void {
  const path = `${module}.${func}`;
  const known = check.catalogue.functions(module).length > 0;
  const at = join(pointer, known ? 'func' : 'module');
  const near = check.catalogue.near(module, func);
  if (near.length > 0) {
    check.report({
      code: 'experiment.activity-near',
      args: { path, near: quotedList(shortened(near, module)) },
      pointer: at,
      fixes: near.flatMap((candidate) => pathFixes(check, pointer, { module, func }, candidate)),
    });
    return;
  }
  const ours = check.catalogue.modules().some((name) => rootOf(name) === rootOf(module));
  check.report({
    code: ours ? 'experiment.activity-unknown' : 'experiment.module-unsupported',
    args: { path, module },
    pointer: at,
  });
}

/** Names of the same module are recognised without it. */
function shortened(paths: readonly string[], module: string): string[] {
  const prefix = `${module}.`;
  return paths.map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path));
}

/** A fix changes one place; a path that differs in module and function gets none. */
function pathFixes(
  check: Check,
  pointer: string,
  { module, func }: { module: string; func: string },
  candidate: string,
): Fix[] {
  const dot = candidate.lastIndexOf('.');
  const [newModule, newFunc] = [candidate.slice(0, dot), candidate.slice(dot + 1)];
  if (newModule === module) {
    return replaceBy(check.document, join(pointer, 'func'), [newFunc]);
  }
  return newFunc === func ? replaceBy(check.document, join(pointer, 'module'), [newModule]) : [];
}

function rootOf(module: string): string {
  return module.split('.')[0] ?? module;
}

function checkEntry(
  check: Check,
  pointer: string,
  entry: CatalogueEntry,
  { kind, role }: Surroundings,
): void {
  const at = join(pointer, 'func');
  const path = `${entry.module}.${entry.func}`;
  if (entry.unsupported) {
    check.report({ code: 'experiment.activity-unsupported', args: { path }, pointer: at });
  }
  if (entry.deprecated !== undefined) {
    check.report({
      code: 'experiment.activity-deprecated',
      args: { path, text: entry.deprecated },
      severity: 'warning',
      pointer: at,
    });
  }
  if (kind === 'probe' && entry.kind === 'action') {
    check.report({
      code: role === 'tolerance' ? 'experiment.tolerance-action' : 'experiment.action-as-probe',
      args: { path },
      severity: 'warning',
      pointer: at,
    });
  }
}
