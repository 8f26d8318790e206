import type { ServicePort, ServiceRow } from '../../kubernetes/feed-types.ts';
import { colors, type Row, type Text } from './drawing.ts';

/** A service: where it is reached; a warning when nothing is ready behind it. */
export function describeService(service: ServiceRow, text: Text): Row {
  const { name, type, ports, endpoints } = service;
  const listed = ports.map(portText).join('\n');
  const empty = endpoints === 0;
  return {
    label: name,
    description: describe(service, text),
    tooltip: [
      text({ code: 'editor.explorer.service-tip', args: { name, type, ports: listed } }),
      ...(isPending(service) ? [text({ code: 'editor.explorer.service-tip-pending' })] : []),
      ...(empty ? [text({ code: 'editor.explorer.service-tip-empty' })] : []),
    ].join('\n'),
    icon: empty ? ['warning', colors.wrong] : ['arrow-swap'],
    children: 'none',
    kind: canOpen(service) ? 'service.web' : 'service',
  };
}

function isPending({ type, external }: ServiceRow): boolean {
  return type === 'LoadBalancer' && external === undefined;
}

function describe(service: ServiceRow, text: Text): string {
  const { address, external, ports, endpoints } = service;
  const [first] = ports;
  const own =
    address === undefined ? undefined : `${address}${first === undefined ? '' : `:${first.port}`}`;
  const shown =
    external !== undefined && first !== undefined
      ? httpUrl(external, first.external ?? first.port)
      : own;
  if (shown === undefined) {
    return text({ code: 'editor.explorer.service-headless' });
  }
  if (endpoints === 0) {
    return text({ code: 'editor.explorer.service-empty', args: { address: shown } });
  }
  return shown;
}

/**
 * Addresses a browser may try, best first: the load balancer's, the node port on the cluster's own
 * host, the ClusterIP (which answers only on the cluster's machines).
 * @param server URL of the API server
 */
export function serviceUrls(service: ServiceRow, server: string): string[] {
  const host = URL.parse(server)?.hostname;
  const urls = service.ports
    .filter(({ protocol }) => protocol === 'TCP')
    .flatMap(({ port, nodePort, external = port }) => [
      ...(service.external === undefined ? [] : [httpUrl(service.external, external)]),
      ...(nodePort === undefined || host === undefined ? [] : [httpUrl(host, nodePort)]),
      ...(service.address === undefined || service.type === 'ExternalName'
        ? []
        : [httpUrl(service.address, port)]),
    ]);
  return [...new Set(urls)];
}

function canOpen({ ports, address, external }: ServiceRow): boolean {
  const tcp = ports.some(({ protocol }) => protocol === 'TCP');
  return tcp && (address !== undefined || external !== undefined);
}

function httpUrl(host: string, port: number): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  if (port === 443) {
    return `https://${name}`;
  }
  return port === 80 ? `http://${name}` : `http://${name}:${port}`;
}

function portText({ port, target, nodePort, name, protocol }: ServicePort): string {
  const to = target === undefined || target === String(port) ? '' : ` → ${target}`;
  const node = nodePort === undefined ? '' : `, node port ${nodePort}`;
  return `${name === undefined ? '' : `${name}: `}${port}${to}/${protocol}${node}`;
}
