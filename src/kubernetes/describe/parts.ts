import type { Page } from './page.ts';

/** Entries of a map as lines, `app=back`. */
export function pairs(map: Record<string, unknown> | undefined): string[] {
  return Object.entries(map ?? {}).map(([key, value]) => {
    const text = String(value);
    return `${key}=${text.length > 100 ? `${text.slice(0, 97)}…` : text}`;
  });
}

/** A condition of any object. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

/** Conditions with the reason where there is one. */
export function conditions(all: readonly Condition[] | undefined): Page {
  return (all ?? []).map(({ type, status, reason, message }) => [
    type,
    [status, reason, message].filter(Boolean).join(' · '),
  ]);
}

/** A container of a pod or of a template. */
export interface Container {
  name: string;
  image?: string;
  command?: string[];
  args?: string[];
  ports?: { containerPort: number; name?: string; protocol?: string }[];
  env?: { name: string; value?: string; valueFrom?: object }[];
  resources?: { limits?: Record<string, string>; requests?: Record<string, string> };
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  startupProbe?: Probe;
  volumeMounts?: { name: string; mountPath: string; readOnly?: boolean }[];
}

interface Probe {
  httpGet?: { path?: string; port?: number | string };
  tcpSocket?: { port?: number | string };
  exec?: { command?: string[] };
  periodSeconds?: number;
  failureThreshold?: number;
}

/** What a container is made of. Values of its variables are not shown: some are secrets. */
export function container(of: Container): Page {
  return [
    ['Image', of.image],
    ['Command', [...(of.command ?? []), ...(of.args ?? [])].join(' ')],
    [
      'Ports',
      (of.ports ?? []).map(
        ({ containerPort, protocol }) => `${containerPort}/${protocol ?? 'TCP'}`,
      ),
    ],
    ['Requests', pairs(of.resources?.requests)],
    ['Limits', pairs(of.resources?.limits)],
    ['Liveness', probe(of.livenessProbe)],
    ['Readiness', probe(of.readinessProbe)],
    ['Startup', probe(of.startupProbe)],
    ['Variables', (of.env ?? []).map(({ name }) => name).join(', ')],
    ['Mounts', (of.volumeMounts ?? []).map(({ name, mountPath }) => `${mountPath} from ${name}`)],
  ];
}

function probe(of: Probe | undefined): string | undefined {
  if (of === undefined) {
    return undefined;
  }
  const { httpGet, tcpSocket, exec, periodSeconds = 10, failureThreshold = 3 } = of;
  const what =
    (httpGet && `http :${httpGet.port}${httpGet.path ?? '/'}`) ??
    (tcpSocket && `tcp :${tcpSocket.port}`) ??
    (exec && `exec ${(exec.command ?? []).join(' ')}`) ??
    'grpc';
  return `${what} · every ${periodSeconds} s · fails after ${failureThreshold}`;
}
