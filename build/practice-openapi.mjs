/**
 * Writes `src/practice/api/data/openapi.json`: the schemas of the practice cluster's kinds, as a real
 * control plane describes them, packed. Their paths are made by the server from what it offers.
 *
 *     CHAOS_WORKBENCH_TEST_KUBECONFIG=… node build/practice-openapi.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { builtInKinds } from '../src/practice/api/registry/kinds.ts';

const path = process.env.CHAOS_WORKBENCH_TEST_KUBECONFIG;
if (path === undefined) {
  throw new Error('Set CHAOS_WORKBENCH_TEST_KUBECONFIG to the kubeconfig of a real cluster.');
}
const config = JSON.parse(readFileSync(path, 'utf8'));
const { server, 'certificate-authority-data': authority } = config.clusters[0].cluster;

function get(where) {
  return new Promise((resolve, reject) => {
    const options = {
      ca: Buffer.from(authority, 'base64'),
      headers: { authorization: `Bearer ${config.users[0].user.token}` },
    };
    request(new URL(where, server), options, (response) => resolve(json(response)))
      .on('error', reject)
      .end();
  });
}

const { paths } = await get('/openapi/v3');
const all = {};
const versions = new Set(
  builtInKinds.map(({ group, version }) =>
    group === '' ? `api/${version}` : `apis/${group}/${version}`,
  ),
);
const wanted = ['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'];
for (const version of versions) {
  const { components } = await get(paths[version].serverRelativeURL);
  Object.assign(all, components.schemas);
}
for (const [name, schema] of Object.entries(all)) {
  const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
  const ours = builtInKinds.some((one) =>
    kinds.some(
      (kind) => kind.kind === one.kind && kind.group === one.group && kind.version === one.version,
    ),
  );
  if (ours) {
    wanted.push(name);
  }
}

const kept = {};
while (wanted.length > 0) {
  const name = wanted.pop();
  if (!(name in kept)) {
    kept[name] = all[name];
    const references = JSON.stringify(all[name]).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    wanted.push(...[...references].map(([, reference]) => reference));
  }
}
const sorted = Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
const packed = gzipSync(JSON.stringify(sorted), { level: 9 }).toString('base64');
writeFileSync('src/practice/api/data/openapi.json', `${JSON.stringify({ schemas: packed })}\n`);
console.log(`${Object.keys(kept).length} schemas, ${packed.length} characters`);
