import type { Check } from './check.ts';
import type { JsonObject } from './json.ts';
import { isObject } from './json.ts';
import { join } from './pointer.ts';

/** What a program of this machine would not be found by, and what would be ignored. */
export function checkProcess(check: Check, pointer: string, provider: JsonObject): void {
  const { path } = provider;
  const at = join(pointer, 'path');
  if (typeof path === 'string') {
    if (path.includes('${')) {
      check.report({ code: 'experiment.process-path-name', pointer: at });
    } else if (path.startsWith('~')) {
      check.report({ code: 'experiment.process-path-home', pointer: at });
    }
  }
  if (isObject(provider['arguments']) && Object.keys(provider['arguments']).length > 0) {
    check.report({
      code: 'experiment.process-arguments-object',
      severity: 'warning',
      pointer: join(pointer, 'arguments'),
    });
  }
  if ('env' in provider) {
    check.report({
      code: 'experiment.process-env',
      severity: 'warning',
      pointer: join(pointer, 'env'),
      part: 'key',
    });
  }
  if (typeof provider['timeout'] === 'number' && provider['timeout'] < 0) {
    const at = join(pointer, 'timeout');
    check.report({ code: 'experiment.process-timeout', severity: 'warning', pointer: at });
  }
}
