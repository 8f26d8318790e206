import { splitPath } from '../catalogue/index.ts';
import type { CatalogueEntry } from '../catalogue/types.ts';
import type { Check } from './check.ts';
import type { Role } from './check-activity.ts';
import { checkArguments } from './check-arguments.ts';
import { checkSelection } from './check-selection.ts';
import type { Fix, ParsedDocument } from './document.ts';
import { quotedList, replaceBy, toFix } from './fixes.ts';
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
  checkSelection(check, pointer, provider, entry);
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
      fix: (document) =>
        near.flatMap((path) => pathFixes(document, pointer, { module, func }, path)),
    });
    return;
  }
  // What belongs to other packages only the user's Python knows.
  if (check.catalogue.modules().some((name) => rootOf(name) === rootOf(module))) {
    check.report({ code: 'experiment.activity-unknown', args: { path, module }, pointer: at });
  }
}

/** Names of the same module are recognised without it. */
function shortened(paths: readonly string[], module: string): string[] {
  const prefix = `${module}.`;
  return paths.map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path));
}

/** Changes what differs, the module, the function or both. */
function pathFixes(
  document: ParsedDocument,
  pointer: string,
  { module, func }: { module: string; func: string },
  candidate: string,
): Fix[] {
  const { module: newModule, func: newFunc } = splitPath(candidate);
  const at = { module: join(pointer, 'module'), func: join(pointer, 'func') };
  if (newModule === module) {
    return replaceBy([newFunc])(document, at.func);
  }
  if (newFunc === func) {
    return replaceBy([newModule])(document, at.module);
  }
  const edits = [
    ...replaceBy([newModule])(document, at.module),
    ...replaceBy([newFunc])(document, at.func),
  ].flatMap((fix) => fix.edits);
  return edits.length === 2 ? [toFix('experiment.fix-replace', edits, candidate)] : [];
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
      ...(role === 'method' && {
        fix: (document) => replaceBy(['action'])(document, pointer.replace(/provider$/, 'type')),
      }),
    });
  }
}
