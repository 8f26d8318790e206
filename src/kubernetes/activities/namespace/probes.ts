import { requiredText } from '../common/arguments.ts';
import { collectionPath, namespaces, toList } from '../common/resources.ts';
import type { KubernetesProbe } from '../types.ts';

/** `namespace_exists` */
export const namespaceExists: KubernetesProbe = {
  kind: 'probe',
  access: () => [toList(namespaces, undefined)],
  async run(args, client, context) {
    const query = { fieldSelector: `metadata.name=${requiredText(args, 'name')}` };
    const path = collectionPath(namespaces, undefined);
    return (await client.list(path, query, context.signal)).items.length > 0;
  },
};
