import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { start } from '../../src/engine/testing/requests.ts';
import type { JsonObject } from '../../src/experiment/json.ts';
import { chaosPython } from '../chaos-python.ts';

const run = promisify(execFile);

/** The part of Prometheus's HTTP API that its extension calls. */
const prometheus = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://server');
  const query = searchParams.get('query');
  if (query === 'broken(') {
    response.writeHead(400, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ status: 'error', errorType: 'bad_data', error: 'parse error' }));
    return;
  }
  const vector = { metric: { job: query }, value: [1700000000.5, '1'] };
  const matrix = {
    metric: { job: query },
    values: [
      [1700000000, '1'],
      [1700000001, '3'],
    ],
  };
  const isRange = pathname === '/api/v1/query_range';
  const result = isRange ? matrix : vector;
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(
    JSON.stringify({
      status: 'success',
      data: { resultType: isRange ? 'matrix' : 'vector', result: [result] },
    }),
  );
});

let python = '';
let address = '';

before(async () => {
  python = await chaosPython();
  prometheus.listen(0, '127.0.0.1');
  await once(prometheus, 'listening');
  address = `http://127.0.0.1:${(prometheus.address() as AddressInfo).port}`;
});

after(() => {
  prometheus.closeAllConnections();
  prometheus.close();
});

function ask(func: string, args: JsonObject, more: JsonObject = {}): JsonObject {
  const provider = { type: 'python', module: 'chaosprometheus.probes', func, arguments: args };
  return { type: 'probe', name: `${func} ${JSON.stringify(args)}`, provider, ...more };
}

const watched = () =>
  start(
    {
      configuration: { prometheus_base_url: address },
      'steady-state-hypothesis': {
        title: 'the service is up',
        probes: [
          ask(
            'query',
            { query: 'up' },
            {
              tolerance: { type: 'jsonpath', path: '$.data.result[*].value[1]', expect: ['1'] },
            },
          ),
        ],
      },
      method: [
        ask('query_interval', { query: 'up', start: '2 minutes ago', end: 'now' }),
        ask('query', { query: 'broken(' }),
      ],
    },
    { python: { interpreter: python } },
  );

test('chaostoolkit-prometheus asks a Prometheus server', async () => {
  const going = watched();
  const result = await going.result;
  assert.deepEqual(
    [result.status, result.deviated],
    ['completed', false],
    going.lines().join('\n'),
  );
  const [range, broken] = going.journal()['run'] as JsonObject[];
  assert.match(JSON.stringify(range?.['output']), /"matrix".*"3"/);
  assert.match(String(broken?.['exception']), /Prometheus query .* failed: .*parse error/s);
});

test('chaostoolkit-reporting writes a report of a journal of ours', async () => {
  const going = watched();
  await going.result;
  const folder = await mkdtemp(join(tmpdir(), 'reporting-'));
  try {
    await writeFile(join(folder, 'journal.json'), JSON.stringify(going.journal()));
    // Its other formats need a program that is no Python package.
    const script = [
      'import chaosreport, json',
      'header = chaosreport.generate_report_header(["journal.json"], "markdown")',
      'body = chaosreport.generate_report(json.load(open("journal.json")), "markdown")',
      'open("report.md", "w").write(header + body)',
    ].join('\n');
    await run(python, ['-c', script], { cwd: folder, timeout: 120_000 });
    const report = await readFile(join(folder, 'report.md'), 'utf8');
    assert.match(report, /the service is up/);
    assert.match(report, /query_interval/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
