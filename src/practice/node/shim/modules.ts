import * as modules from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Mounts } from '../mounts.ts';

/** Lets `import` and `require` find the container's files by their absolute paths. */
export function patchModules(mounts: Mounts): void {
  // Not every Node.js has it; there only relative paths are found.
  modules.registerHooks?.({
    resolve(specifier, context, next) {
      const path = specifier.replace(/^file:\/\/(?=\/)/, '');
      if (!path.startsWith('/')) {
        return next(specifier, context);
      }
      const outside = mounts.outside(path, '/');
      const isImport = context.conditions?.includes('import') === true;
      return next(isImport ? pathToFileURL(outside).href : outside, context);
    },
  });
}
