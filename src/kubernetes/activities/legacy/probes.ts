import { HumanError } from '../../../messages/error.ts';
import { fillName, namespaceOf, requiredText, text } from '../common/arguments.ts';
import { exists } from '../common/existence.ts';
import { services, toList } from '../common/resources.ts';
import type { KubernetesProbe } from '../types.ts';

/** `service_endpoint_is_initialized`: by name and by label. */
export const serviceEndpointIsInitialized: KubernetesProbe = {
  kind: 'probe',
  access: (args) => [toList(services, namespaceOf(args))],
  async run(args, client, context) {
    const name = requiredText(args, 'name');
    const selector = fillName(text(args, 'label_selector', 'name in ({name})'), name);
    if (await exists(services, { ...args, label_selector: selector }, client, context.signal)) {
      return true;
    }
    throw new HumanError('kubernetes.service-missing', { name, namespace: namespaceOf(args) });
  },
};
