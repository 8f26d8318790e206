import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textAt } from '../api/objects.ts';
import { code, NodeBench, server, statusOf } from './testing.ts';

test('a pod that is bound runs, is ready, is reached by its service, has a log and ends', async (t) => {
  const bench = await NodeBench.of(t);
  const probe = { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 };
  bench.run('web', { containers: [code(server(8080, 'hello'), { readinessProbe: probe })] });
  const ready = await bench.untilReady('web');
  assert.equal(textAt(ready, 'status', 'phase'), 'Running');
  assert.deepEqual(await bench.log('web'), ['listening']);
  bench.expose('hello', 80, 8080, ['web']);
  bench.run('client', {
    restartPolicy: 'Never',
    containers: [code("fetch('http://hello/').then(async (r) => console.log(await r.text()))")],
  });
  const done = await bench.untilPod(
    'client',
    (pod) => textAt(pod, 'status', 'phase') === 'Succeeded',
  );
  assert.deepEqual(await bench.log('client'), ['hello']);
  assert.equal(textAt(statusOf(done), 'state', 'terminated', 'reason'), 'Completed');
  assert.deepEqual(
    bench.events('web').map(([reason]) => reason),
    ['Pulled', 'Created', 'Started'],
  );
  bench.delete('web');
  await bench.untilPod('web', (pod) => pod === undefined);
});
