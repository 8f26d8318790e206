import type { Environment } from '../../platform/platform.ts';
import { type Parent, parentOf } from './traceparent.ts';

/** Where traces go, and how. */
export interface TracingSettings {
  url: string;
  headers: Record<string, string>;
  /** Milliseconds for the whole of one export. */
  timeout: number;
  gzip: boolean;
  /** Paths of PEM files: authorities, a certificate to show and its key. */
  certificate?: string;
  clientCertificate?: string;
  clientKey?: string;
  /** Of the resource, `service.name` among them. */
  attributes: Record<string, string>;
  /** Characters of an attribute. */
  longest: number;
  /** Part of the traces that are kept, 0 to 1. */
  ratio: number;
  parent?: Parent;
}

/** Whether the environment asks for traces; without looking further. */
export function wantsTraces(environment: Environment): boolean {
  const exporter = environment['OTEL_TRACES_EXPORTER']?.trim();
  return (
    environment['OTEL_SDK_DISABLED']?.trim().toLowerCase() !== 'true' &&
    (exporter === undefined || exporter === '' || exporter === 'otlp') &&
    (exporter === 'otlp' ||
      Boolean(of(environment, 'ENDPOINT') ?? environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']))
  );
}

/** A variable of the exporter; the one for traces alone wins. */
function of(environment: Environment, name: string): string | undefined {
  return (
    environment[`OTEL_EXPORTER_OTLP_TRACES_${name}`] ||
    environment[`OTEL_EXPORTER_OTLP_${name}`] ||
    undefined
  );
}

/** The standard variables of OpenTelemetry, as its specification reads them. */
export function tracingSettings(environment: Environment): TracingSettings {
  const limit =
    environment['OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT'] ||
    environment['OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT'];
  const parent = parentOf(environment['TRACEPARENT'] ?? environment['traceparent']);
  const files = {
    certificate: of(environment, 'CERTIFICATE'),
    clientCertificate: of(environment, 'CLIENT_CERTIFICATE'),
    clientKey: of(environment, 'CLIENT_KEY'),
  };
  return {
    url: endpoint(environment),
    headers: pairs(of(environment, 'HEADERS')),
    timeout: numberOf(of(environment, 'TIMEOUT'), 10_000),
    gzip: of(environment, 'COMPRESSION') === 'gzip',
    ...Object.fromEntries(Object.entries(files).filter(([, value]) => value !== undefined)),
    attributes: {
      'service.name': 'chaos-workbench',
      ...pairs(environment['OTEL_RESOURCE_ATTRIBUTES']),
      ...(environment['OTEL_SERVICE_NAME'] && {
        'service.name': environment['OTEL_SERVICE_NAME'],
      }),
    },
    longest: numberOf(limit, Number.POSITIVE_INFINITY),
    ratio: ratioOf(environment, parent),
    ...(parent && { parent }),
  };
}

function endpoint(environment: Environment): string {
  const own = environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'];
  const base = environment['OTEL_EXPORTER_OTLP_ENDPOINT'] || 'http://localhost:4318';
  return own || `${base.replace(/\/+$/, '')}/v1/traces`;
}

/** `name=value,name=value`, percent-encoded. */
function pairs(text = ''): Record<string, string> {
  return Object.fromEntries(
    text.split(',').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[decode(pair.slice(0, at)), decode(pair.slice(at + 1))]];
    }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}

function numberOf(text: string | undefined, fallback: number): number {
  const number = Number(text?.trim() || Number.NaN);
  return Number.isFinite(number) && number >= 0 ? number : fallback;
}

function ratioOf(environment: Environment, parent: Parent | undefined): number {
  const sampler = environment['OTEL_TRACES_SAMPLER']?.trim() || 'parentbased_always_on';
  if (sampler.startsWith('parentbased_') && parent !== undefined) {
    return parent.sampled ? 1 : 0;
  }
  switch (sampler.replace('parentbased_', '')) {
    case 'always_off':
      return 0;
    case 'traceidratio':
      return Math.min(numberOf(environment['OTEL_TRACES_SAMPLER_ARG'], 1), 1);
    default:
      return 1;
  }
}
