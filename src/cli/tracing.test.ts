import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, beforeEach, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { bench, experiment, node, wanting } from './testing.ts';

const { place, start, remove } = await bench();

interface Received {
  url: string;
  headers: Record<string, string | string[] | undefined>;
  spans: OtlpSpan[];
  resource: Record<string, unknown>;
}

interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  events: { name: string }[];
  status: { code?: number; message?: string };
}

let received: Received[] = [];
let answers: number[] = [];
const server = createServer((request, response) => {
  void buffer(request).then((body) => {
    const packed = request.headers['content-encoding'] === 'gzip';
    const text = (packed ? gunzipSync(body) : body).toString();
    const [resourceSpans] = JSON.parse(text).resourceSpans;
    received.push({
      url: request.url ?? '',
      headers: request.headers,
      spans: resourceSpans.scopeSpans[0].spans,
      resource: valuesOf(resourceSpans.resource.attributes),
    });
    response.writeHead(answers.shift() ?? 200, { connection: 'close' }).end('{}');
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

after(async () => {
  server.close();
  await remove();
});

beforeEach(() => {
  received = [];
  answers = [];
});

function valuesOf(attributes: OtlpSpan['attributes']): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

/** Runs an experiment with some variables. */
async function traced(extra: object, env: Record<string, string>) {
  const cwd = await place(experiment(extra));
  const ended = await start(cwd, ['run', 'experiment.json'], env).ended;
  const spans = received.flatMap((each) => each.spans);
  const named = (name: string) => {
    const found = spans.find((span) => span.name === name);
    assert.ok(found, `${name}: ${spans.map((span) => span.name)}`);
    return found;
  };
  return { ...ended, spans, named };
}

const whole = {
  'steady-state-hypothesis': wanting(3),
  method: [
    {
      type: 'action',
      name: 'print',
      pauses: { after: 0.01 },
      provider: node('console.log(process.env.TRACEPARENT)'),
    },
    { type: 'action', name: 'lost', provider: { type: 'http', url: 'http://127.0.0.1:1/' } },
  ],
  rollbacks: [{ type: 'action', name: 'back', provider: node('') }],
};

test('a run is a trace, its activities are spans within their phases', async () => {
  const { code, err, spans, named } = await traced(whole, {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b,x-other=c',
    OTEL_SERVICE_NAME: 'shop-chaos',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test,service.name=no',
  });
  assert.equal(code, 0, err);
  const [first] = received;
  assert.equal(first?.url, '/v1/traces');
  assert.deepEqual([first?.headers['x-key'], first?.headers['x-other']], ['a b', 'c']);
  assert.equal(first?.headers['content-type'], 'application/json');
  assert.deepEqual(first?.resource, {
    'service.name': 'shop-chaos',
    'deployment.environment': 'test',
  });
  const root = named('chaos run');
  assert.equal(root.parentSpanId, undefined);
  assert.equal(valuesOf(root.attributes)['chaos.run.status'], 'completed');
  assert.equal(valuesOf(root.attributes)['chaos.experiment.title'], 'a title');
  assert.ok(
    spans.every(({ traceId }) => traceId === root.traceId && /^[0-9a-f]{32}$/.test(traceId)),
  );
  assert.equal(new Set(spans.map(({ spanId }) => spanId)).size, spans.length);
  for (const [name, parent] of [
    ['method', 'chaos run'],
    ['hypothesis before the method', 'chaos run'],
    ['print', 'method'],
    ['pause', 'method'],
    ['lost', 'method'],
    ['rollbacks', 'chaos run'],
    ['back', 'rollbacks'],
    ['exits', 'hypothesis'],
  ] as const) {
    assert.equal(named(name).parentSpanId, named(parent).spanId, name);
  }
  for (const span of spans) {
    assert.ok(BigInt(span.startTimeUnixNano) <= BigInt(span.endTimeUnixNano), span.name);
    assert.ok(BigInt(root.startTimeUnixNano) <= BigInt(span.startTimeUnixNano), span.name);
  }
  assert.deepEqual(named('print').status, {});
  assert.equal(named('lost').status.code, 2);
  assert.deepEqual(
    named('lost').events.map(({ name }) => name),
    ['exception'],
  );
  assert.equal(valuesOf(named('exits').attributes)['chaos.activity.tolerance_met'], true);
});

test('a trace goes on from outside, and in the programs of the run', async () => {
  const [trace, span] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  const printing = node(
    `const [, trace, parent] = process.env.TRACEPARENT.split('-'); process.exit(trace === '${trace}' && parent !== '${span}' ? 3 : 4)`,
  );
  const probe = { type: 'probe', name: 'asks', tolerance: 3, provider: printing };
  const { code, err, named } = await traced(
    { 'steady-state-hypothesis': { title: 'h', probes: [probe] } },
    {
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/own`,
      TRACEPARENT: `00-${trace}-${span}-01`,
    },
  );
  assert.equal(code, 0, err);
  assert.equal(received[0]?.url, '/own');
  assert.equal(named('chaos run').traceId, trace);
  assert.equal(named('chaos run').parentSpanId, span);
  assert.equal(valuesOf(named('asks').attributes)['chaos.activity.tolerance_met'], true);
});

const offs: Record<string, Record<string, string>> = {
  'the kit is off': { OTEL_SDK_DISABLED: 'true' },
  'there is no exporter': { OTEL_TRACES_EXPORTER: 'none' },
  'no sample is taken': { OTEL_TRACES_SAMPLER: 'always_off' },
  'the parent is not sampled': {
    TRACEPARENT: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
  },
};

for (const [what, env] of Object.entries(offs)) {
  test(`nothing is sent when ${what}`, async () => {
    const { code, err } = await traced({}, { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env });
    assert.equal(code, 0, err);
    assert.deepEqual(received, []);
  });
}

test('a receiver that is busy is asked again, packed if so wished', async () => {
  answers = [503, 200];
  const { code, err } = await traced(
    {},
    { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' },
  );
  assert.equal(code, 0, err);
  assert.equal(received.length, 2);
  assert.equal(received[1]?.headers['content-encoding'], 'gzip');
  assert.doesNotMatch(err, /did not arrive/);
});

test('a receiver that refuses changes nothing of the run, and no key of its is told', async () => {
  answers = [401];
  const { code, out, err } = await traced(
    {},
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer canary-key',
    },
  );
  assert.equal(code, 0);
  assert.match(err, /trace of this run did not arrive whole: status 401/);
  assert.doesNotMatch(out + err, /canary/);
});

test('no secret is in a span', async () => {
  const { code, err } = await traced(
    {
      secrets: { group: { token: 'canary-token' } },
      method: [
        {
          type: 'action',
          name: 'lost canary-token',
          provider: { type: 'http', url: 'http://127.0.0.1:1/?canary-token' },
        },
      ],
    },
    { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint },
  );
  assert.equal(code, 0, err);
  const text = JSON.stringify(received.map(({ spans }) => spans));
  assert.match(text, /127\.0\.0\.1:1\/\?\*\*\*/);
  assert.doesNotMatch(text, /canary/);
});
