import type { NativeProvider } from '../../src/engine/native.ts';
import type { Json } from '../../src/experiment/json.ts';

/** A provider whose every activity is the given function: what is left is the engine itself. */
export function nativeOf(act: () => Json): NativeProvider {
  return {
    find: (module, func) => ({
      entry: {
        module,
        func,
        aliases: [],
        kind: 'probe',
        summary: '',
        parameters: [],
        destructive: false,
      },
      run: async () => act(),
    }),
    prepare: async () => [],
    childEnvironment: async () => ({}),
    close: async () => {},
  };
}

/** A probe of that provider. */
export const probe = (name: string) => ({
  type: 'probe',
  name,
  tolerance: true,
  provider: { type: 'python', module: 'bench', func: 'act' },
});
