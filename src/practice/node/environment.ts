import type { Environment } from '../../platform/platform.ts';
import { type KubeObject, listAt, numberAt, textAt } from '../api/objects.ts';
import { type Configuration, fieldOf, resourceOf } from './configuration.ts';
import { machineAddress } from './machines.ts';
import type { Container, Pod, Variable } from './spec.ts';

/** What the environment of a container is made from. */
export interface EnvironmentParts {
  pod: Pod;
  container: Container;
  podAddress: string;
  configuration: Configuration;
  /** What no program of this system starts without. */
  essential: Environment;
}

/**
 * All variables of a container: made from nothing, so that none of this user's are among them.
 * @throws MissingError
 */
export function environmentOf(parts: EnvironmentParts): Record<string, string> {
  const { pod, container, configuration, essential } = parts;
  const { namespace = '', name } = pod.metadata;
  const all: Record<string, string> = { HOME: '/root', HOSTNAME: pod.spec.hostname ?? name };
  for (const [key, value] of Object.entries(essential)) {
    all[key] = value ?? '';
  }
  for (const service of configuration.services(namespace, pod.spec.enableServiceLinks !== false)) {
    Object.assign(all, serviceVariables(service));
  }
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const values = configMapRef
      ? configuration.values('configmaps', namespace, configMapRef.name, configMapRef.optional)
      : secretRef && configuration.values('secrets', namespace, secretRef.name, secretRef.optional);
    for (const [key, value] of values ?? []) {
      all[`${prefix}${key}`] = Buffer.from(value).toString();
    }
  }
  for (const variable of container.env ?? []) {
    const value = variableValue(parts, variable, all);
    if (value !== undefined) {
      all[variable.name] = value;
    }
  }
  return all;
}

function variableValue(
  { pod, container, podAddress, configuration }: EnvironmentParts,
  { value = '', valueFrom }: Variable,
  known: Readonly<Record<string, string>>,
): string | undefined {
  const { namespace = '' } = pod.metadata;
  if (valueFrom?.fieldRef) {
    const addresses = { pod: podAddress, host: machineAddress };
    return fieldOf(pod, addresses, valueFrom.fieldRef.fieldPath);
  }
  if (valueFrom?.resourceFieldRef) {
    return resourceOf(pod, container, valueFrom.resourceFieldRef);
  }
  if (valueFrom?.configMapKeyRef) {
    return configuration.value('configmaps', namespace, valueFrom.configMapKeyRef);
  }
  if (valueFrom?.secretKeyRef) {
    return configuration.value('secrets', namespace, valueFrom.secretKeyRef);
  }
  return expanded(value, known);
}

/** Replaces `$(NAME)` where the name is known; `$$` is a dollar. */
export function expanded(text: string, known: Readonly<Record<string, string>>): string {
  return text.replace(/\$\$|\$\(([^)]+)\)/g, (found, name: string | undefined) =>
    name === undefined ? '$' : (known[name] ?? found),
  );
}

/** What tells of a service, in the form of Docker's links. */
function serviceVariables(service: KubeObject): Record<string, string> {
  const host = textAt(service, 'spec', 'clusterIP');
  const ports = listAt(service, 'spec', 'ports');
  if (host === '' || host === 'None' || ports.length === 0) {
    return {};
  }
  const prefix = upper(service.metadata.name);
  const first = numberAt(ports[0], 'port');
  const all: Record<string, string> = {
    [`${prefix}_SERVICE_HOST`]: host,
    [`${prefix}_SERVICE_PORT`]: String(first),
    [`${prefix}_PORT`]: `tcp://${host}:${first}`,
  };
  for (const port of ports) {
    const number = numberAt(port, 'port');
    const protocol = textAt(port, 'protocol');
    const start = `${prefix}_PORT_${number}_${protocol}`;
    if (textAt(port, 'name') !== '') {
      all[`${prefix}_SERVICE_PORT_${upper(textAt(port, 'name'))}`] = String(number);
    }
    all[start] = `${protocol.toLowerCase()}://${host}:${number}`;
    all[`${start}_PROTO`] = protocol.toLowerCase();
    all[`${start}_PORT`] = String(number);
    all[`${start}_ADDR`] = host;
  }
  return all;
}

const upper = (name: string) => name.toUpperCase().replaceAll('-', '_');
