import { HumanError } from '../../../messages/error.ts';
import { flag, namespaceOf, optionalText } from '../common/arguments.ts';
import { exists } from '../common/existence.ts';
import { services, toList } from '../common/resources.ts';
import type { KubernetesProbe } from '../types.ts';

/** `service_is_initialized` */
export const serviceIsInitialized: KubernetesProbe = {
  kind: 'probe',
  access: (args) => [toList(services, namespaceOf(args))],
  async run(args, client, context) {
    if (await exists(services, args, client, context.signal)) {
      return true;
    }
    if (!flag(args, 'raise_if_service_not_initialized', true)) {
      return false;
    }
    const name = optionalText(args, 'name') || optionalText(args, 'label_selector');
    const namespace = namespaceOf(args);
    throw name
      ? new HumanError('kubernetes.service-missing', { name, namespace })
      : new HumanError('kubernetes.no-services', { namespace });
  },
};
