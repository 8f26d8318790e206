import { nearNames } from '../experiment/distance.ts';
import type { CatalogueEntry } from './types.ts';

/** All activities, found by any name an experiment may import them by. */
export interface CatalogueLookup {
  find(module: string, func: string): CatalogueEntry | undefined;
  /** Each activity once, in the order of the catalogue. */
  list(): readonly CatalogueEntry[];
  /** Modules from which at least one activity can be imported. */
  modules(): readonly string[];
  /** Functions that can be imported from a module. */
  functions(module: string): readonly string[];
  /** Importable `module.func` paths that a person may have meant, nearest first. */
  near(module: string, func: string): readonly string[];
}

/** Makes the lookup; build it once and hand it on. */
export function createCatalogue(entries: readonly CatalogueEntry[]): CatalogueLookup {
  const modules = new Map<string, Map<string, CatalogueEntry>>();
  for (const entry of entries) {
    for (const path of [`${entry.module}.${entry.func}`, ...entry.aliases]) {
      const { module, func } = splitPath(path);
      const functions = modules.get(module) ?? new Map<string, CatalogueEntry>();
      modules.set(module, functions.set(func, entry));
    }
  }
  return {
    find: (module, func) => modules.get(module)?.get(func),
    list: () => entries,
    modules: () => [...modules.keys()],
    functions: (module) => [...(modules.get(module)?.keys() ?? [])],
    near: (module, func) => nearPaths(modules, module, func),
  };
}

/** `a.b.c` → module `a.b`, function `c`. */
export function splitPath(path: string): { module: string; func: string } {
  const dot = path.lastIndexOf('.');
  return { module: path.slice(0, Math.max(0, dot)), func: path.slice(dot + 1) };
}

function nearPaths(
  modules: ReadonlyMap<string, ReadonlyMap<string, CatalogueEntry>>,
  module: string,
  func: string,
): string[] {
  const own = modules.get(module);
  if (own !== undefined) {
    const near = nearNames(func, own.keys());
    if (near.length > 0) {
      return near.map((name) => `${module}.${name}`);
    }
  }
  const homes = [...modules].filter(([name, functions]) => name !== module && functions.has(func));
  const nearModules = nearNames(module, modules.keys()).filter((name) =>
    homes.some(([home]) => home === name),
  );
  const byModule = nearModules.length > 0 ? nearModules : homes.map(([name]) => name).slice(0, 3);
  if (byModule.length > 0) {
    return byModule.map((name) => `${name}.${func}`);
  }
  const all = [...modules].flatMap(([name, functions]) =>
    [...functions.keys()].map((each) => `${name}.${each}`),
  );
  return nearNames(`${module}.${func}`, all);
}
