import { isObject, type JsonObject } from '../../../experiment/json.ts';
import { HumanError, isHumanError } from '../../../messages/error.ts';
import { namespaceOf, optionalText, wrongType } from '../common/arguments.ts';
import { creation, readObject } from '../common/creation.ts';
import { applyChanges } from '../common/deletion.ts';
import { deleteNamed, namedBy } from '../common/named.ts';
import { networkPolicies } from '../common/resources.ts';
import { recreate } from '../common/undo.ts';
import { podsOfLabels, toSeePods } from '../common/warnings.ts';
import type { KubernetesAction, PlanContext } from '../types.ts';

/** An action that creates a network policy, and gives nothing. */
function createPolicy(
  manifest: (args: JsonObject, context: PlanContext) => Promise<JsonObject>,
): KubernetesAction {
  return {
    kind: 'action',
    access: (args) => [toSeePods(namespaceOf(args))],
    async plan(args, reader, context) {
      const namespace = namespaceOf(args);
      const policy = await manifest(args, context);
      return {
        changes: [creation(networkPolicies, namespace, policy, context)],
        warnings: await podsOfLabels(reader, namespace, labelsOf(policy), context.signal),
      };
    },
    async execute(plan, client, context) {
      await applyChanges(plan.changes, 'created', client, context);
      return null;
    },
  };
}

/** The labels by which a policy selects pods; undefined where it selects in another way. */
function labelsOf(policy: JsonObject): JsonObject | undefined {
  const spec = isObject(policy['spec'] ?? null) ? (policy['spec'] as JsonObject) : {};
  const selector = isObject(spec['podSelector'] ?? null) ? (spec['podSelector'] as JsonObject) : {};
  const { matchLabels = {}, ...other } = selector;
  return Object.keys(other).length === 0 && isObject(matchLabels) ? matchLabels : undefined;
}

/** `create_network_policy`: of a file where there is one, else of the object given. */
export const createNetworkPolicy = createPolicy(async (args, context) => {
  const path = optionalText(args, 'spec_path');
  const spec = args['spec'] ?? null;
  if (path) {
    try {
      return await readObject(path, context);
    } catch (error) {
      const missing = isHumanError(error) && error.code === 'kubernetes.manifest-unreadable';
      if (!missing || !isObject(spec)) {
        throw error;
      }
    }
  }
  if (!isObject(spec)) {
    throw new HumanError('kubernetes.policy-missing');
  }
  return spec;
});

/** One of the ready-made policies, by the name that the original gives it. */
function readyMade(
  name: string,
  rules: JsonObject,
): { set: KubernetesAction; remove: KubernetesAction } {
  return {
    set: createPolicy(async (args) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name },
      spec: { podSelector: selectorOf(args), ...rules },
    })),
    remove: removePolicy((args) => ({ ...args, name })),
  };
}

function selectorOf(args: JsonObject): JsonObject {
  const labels = args['label_selectors'];
  if (!labels) {
    return {};
  }
  if (!isObject(labels)) {
    throw wrongType('label_selectors', 'object', labels);
  }
  return Object.keys(labels).length === 0 ? {} : { matchLabels: labels };
}

function removePolicy(args: (given: JsonObject) => JsonObject): KubernetesAction {
  return deleteNamed(
    (given) => namedBy(networkPolicies, args(given)),
    (object) => ({
      object,
      inverse: recreate(networkPolicies, object),
      undo: {
        grade: 'partial',
        reason: {
          code: 'kubernetes.undo-uid',
          args: { kind: networkPolicies.kind, name: object.metadata.name },
        },
      },
    }),
  );
}

/** `remove_network_policy` */
export const removeNetworkPolicy = removePolicy((args) => args);

/** `deny_all_ingress` and `remove_deny_all_ingress` */
export const denyAllIngress = readyMade('chaostoolkit-deny-all-ingress', {
  policyTypes: ['Ingress'],
  ingress: [],
});

/** `deny_all_egress` and `remove_deny_all_egress` */
export const denyAllEgress = readyMade('chaostoolkit-deny-all-egress', {
  policyTypes: ['Egress'],
});

/** `allow_dns_access` and `remove_allow_dns_access` */
export const allowDnsAccess = readyMade('chaostoolkit-allow-dns', {
  policyTypes: ['Egress'],
  egress: [
    {
      to: [{ namespaceSelector: {} }],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    },
  ],
});
