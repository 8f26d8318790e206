import type { ServicePort, ServiceRow } from '../feed-types.ts';
import type { KubeObject } from '../objects.ts';

interface Service extends KubeObject {
  spec?: {
    type?: string;
    clusterIP?: string;
    externalName?: string;
    ports?: {
      port: number;
      targetPort?: number | string;
      nodePort?: number;
      name?: string;
      protocol?: string;
    }[];
  };
  status?: {
    loadBalancer?: { ingress?: { ip?: string; hostname?: string; ports?: { port: number }[] }[] };
  };
}

interface Slice extends KubeObject {
  endpoints?: { addresses?: string[]; conditions?: { ready?: boolean } }[];
}

/** A service as a row; `endpoints` is filled in by who knows the slices. */
export function serviceRow(object: KubeObject): ServiceRow {
  const { metadata, spec, status } = object as Service;
  const address = spec?.type === 'ExternalName' ? spec.externalName : spec?.clusterIP;
  const ingress = status?.loadBalancer?.ingress?.[0];
  const external = ingress?.hostname ?? ingress?.ip;
  return {
    uid: metadata.uid,
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    type: spec?.type ?? 'ClusterIP',
    ports: (spec?.ports ?? []).map(
      (port, index): ServicePort => ({
        port: port.port,
        ...balanced(ingress?.ports?.[index]?.port, port.port),
        ...(port.targetPort !== undefined && { target: String(port.targetPort) }),
        ...(port.nodePort && { nodePort: port.nodePort }),
        ...(port.name && { name: port.name }),
        protocol: port.protocol ?? 'TCP',
      }),
    ),
    ...(address && address !== 'None' && { address }),
    ...(external && { external }),
  };
}

/** A load balancer on a machine that it shares may have had to take another port than the service's. */
function balanced(port: number | undefined, own: number): { external?: number } {
  return port === undefined || port === own ? {} : { external: port };
}

/** The service an EndpointSlice belongs to, and its addresses that are ready. */
export function readyAddresses(object: KubeObject): { service: string; addresses: string[] } {
  const { metadata, endpoints } = object as Slice;
  return {
    service: metadata.labels?.['kubernetes.io/service-name'] ?? '',
    // An unknown readiness counts as ready, as the API says of this field.
    addresses: (endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready !== false)
      .flatMap(({ addresses }) => addresses ?? []),
  };
}
