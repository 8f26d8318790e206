import { NameCache } from './cluster-names.ts';
import { runEnvironment, SamplesMemory } from './running/environment.ts';
import type { Services } from './services.ts';
import { keyOf } from './target.ts';
import type { Surroundings } from './writing/reader.ts';

/** What writing help knows where runs are possible: their variables, and clusters that are open. */
export function surroundingsOf(services: Services): Surroundings {
  const { connections, context, settings, target, text, worker } = services;
  const samples = new SamplesMemory(context.workspaceState);
  const names = new NameCache(connections, (question, signal) =>
    worker.call('cluster.names', question, signal),
  );
  context.subscriptions.push(names);
  return {
    environment: (uri) => {
      const { kubeconfig, context: chosen } = target.value;
      const choice = { kubeconfig, context: chosen ?? target.assumed.context };
      const setting = settings.environment.for(uri);
      const more = runEnvironment(samples.variables(choice), process.env, setting);
      return { ...process.env, ...more };
    },
    cluster: () => {
      const key = keyOf(target.value) ?? target.assumed.context;
      return names.of(key, target.describe(text({ code: 'editor.explorer.bar-none' })));
    },
  };
}
