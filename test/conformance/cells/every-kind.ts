import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json, JsonObject } from '../../../src/experiment/json.ts';
import { isObject } from '../../../src/experiment/json.ts';
import { matchesGolden } from '../golden.ts';
import { collection, qualified, type Sample, samples } from '../samples.ts';
import type { Stage } from '../stage.ts';
import { type Cell, metadata, nameOf } from './cell.ts';

/** A place for one cell: the kind's collection and a name of the cell's own. */
interface Place {
  stage: Stage;
  sample: Sample;
  path: string;
  name: string;
  /** The object, ready to be created. */
  body: JsonObject;
}

type Behaviour = (place: Place) => Promise<void>;

const mergeType = 'application/merge-patch+json';
const tableType = 'application/json;as=Table;v=v1;g=meta.k8s.io';

async function created({ stage, path, body }: Place): Promise<JsonObject> {
  const answer = await stage.admin.call('POST', path, { body });
  assert.equal(answer.code, 201, answer.text);
  return answer.body;
}

/**
 * What is different each time is taken out, and the finalizer of claims: the practice cluster has no
 * volumes to protect.
 */
function stable(value: Json, place: Place): Json {
  if (Array.isArray(value)) {
    return value.map((one) => stable(one, place));
  }
  if (isObject(value)) {
    const left = Object.entries(value).filter(
      ([key, one]) =>
        !['managedFields', 'uid', 'resourceVersion', 'creationTimestamp'].includes(key) &&
        String(one) !== 'kubernetes.io/pvc-protection',
    );
    return Object.fromEntries(left.map(([key, one]) => [key, stable(one, place)]));
  }
  if (typeof value !== 'string') {
    return value;
  }
  return (
    value
      .replaceAll(place.stage.namespace, '<namespace>')
      .replaceAll(place.name, '<name>')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>')
      .replace(/^10\.\d+\.\d+\.\d+$/, '<address>')
      .replace(/^\d+m?s$/, '<age>')
      .replace(/^\d{4}-\d\d-\d\dT[\d:]+Z$/, '<time>')
      // A controller says so, and some time later.
      .replace('Suspended', 'Running')
  );
}

/** A claim is held for a moment by the real server's controllers, to see that no pod uses it. */
async function isGone({ stage, path, name }: Place): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await stage.admin.call('GET', `${path}/${name}`)).code === 404) {
      return;
    }
    await sleep(50);
  }
  assert.fail(`${name} is still there`);
}

/** Tokens are mounted by the real server only: the practice cluster issues none. */
function withoutToken(object: JsonObject): JsonObject {
  const spec = isObject(object['spec']) ? object['spec'] : {};
  const isToken = (one: Json) => isObject(one) && String(one['name']).startsWith('kube-api-access');
  const without = (list: Json | undefined) =>
    Array.isArray(list) ? list.filter((one) => !isToken(one)) : [];
  if (object['kind'] !== 'Pod') {
    return object;
  }
  const containers = (Array.isArray(spec['containers']) ? spec['containers'] : []).map((one) => {
    const { volumeMounts, ...rest } = isObject(one) ? one : {};
    const mounts = without(volumeMounts);
    return mounts.length === 0 ? rest : { ...rest, volumeMounts: mounts };
  });
  const { volumes, ...rest } = spec;
  const kept = without(volumes);
  return {
    ...object,
    spec: { ...rest, containers, ...(kept.length === 0 ? {} : { volumes: kept }) },
  };
}

const behaviours: Readonly<Record<string, Behaviour>> = {
  'create: answers with identity, version and defaults': async (place) => {
    const object = await created(place);
    const { uid, resourceVersion, creationTimestamp } = metadata(object);
    assert.match(String(uid), /^[0-9a-f-]{36}$/);
    assert.match(String(resourceVersion), /^\d+$/);
    assert.match(String(creationTimestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    matchesGolden(
      place.stage,
      `create ${qualified(place.sample)}`,
      stable(withoutToken(object), place),
    );
  },
  'create: a second of the same name is refused': async (place) => {
    await created(place);
    const { code, body } = await place.stage.admin.call('POST', place.path, { body: place.body });
    assert.equal(code, 409);
    assert.equal(body['reason'], 'AlreadyExists');
    assert.equal(body['message'], `${qualified(place.sample)} "${place.name}" already exists`);
  },
  'create: a dry run stores nothing': async (place) => {
    const { stage, path, name, body } = place;
    const answer = await stage.admin.call('POST', `${path}?dryRun=All`, { body });
    assert.equal(answer.code, 201, answer.text);
    assert.equal((await stage.admin.call('GET', `${path}/${name}`)).code, 404);
  },
  'create: a name is generated': async ({ stage, path, body }) => {
    const generated = { ...body, metadata: { generateName: 'made-' } };
    const answer = await stage.admin.call('POST', path, { body: generated });
    assert.equal(answer.code, 201, answer.text);
    const name = String(metadata(answer)['name']);
    assert.match(name, /^made-[a-z0-9]{5}$/);
    await stage.admin.call('DELETE', `${path}/${name}`);
  },
  'get: what is not there is not found': async ({ stage, sample, path }) => {
    const { code, body } = await stage.admin.call('GET', `${path}/not-there`);
    assert.equal(code, 404);
    assert.equal(body['message'], `${qualified(sample)} "not-there" not found`);
    assert.deepEqual(body['details'], {
      name: 'not-there',
      ...(sample.group === '' ? {} : { group: sample.group }),
      kind: sample.plural,
    });
  },
  'get: metadata only': async (place) => {
    const object = await created(place);
    const accept = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
    const { body } = await place.stage.admin.call('GET', `${place.path}/${place.name}`, { accept });
    assert.equal(body['kind'], 'PartialObjectMetadata');
    assert.deepEqual(Object.keys(body).sort(), ['apiVersion', 'kind', 'metadata']);
    assert.equal(metadata(body)['uid'], metadata(object)['uid']);
  },
  'list: by label, by field and by both': async (place) => {
    await created(place);
    const { stage, sample, path, name } = place;
    const label = encodeURIComponent(`cell=${name}`);
    const field = encodeURIComponent(`metadata.name=${name}`);
    for (const query of [
      `labelSelector=${label}`,
      `fieldSelector=${field}`,
      `labelSelector=${label}&fieldSelector=${field}`,
    ]) {
      const { code, body } = await stage.admin.call('GET', `${path}?${query}`);
      assert.equal(code, 200);
      assert.equal(body['kind'], `${sample.kind}List`);
      const items = body['items'];
      assert.ok(Array.isArray(items));
      assert.deepEqual(
        items.map((item) => isObject(item) && metadata(item)['name']),
        [name],
      );
      assert.ok(isObject(items[0]) && !('kind' in items[0]));
    }
    const none = await stage.admin.call('GET', `${path}?labelSelector=${label},cell!%3D${name}`);
    assert.deepEqual(none.body['items'], []);
  },
  'list: as a table': async (place) => {
    await created(place);
    const { stage, path, name } = place;
    const query = `fieldSelector=metadata.name%3D${name}`;
    const { body } = await stage.admin.call('GET', `${path}?${query}`, { accept: tableType });
    assert.equal(body['kind'], 'Table');
    const columns = Array.isArray(body['columnDefinitions']) ? body['columnDefinitions'] : [];
    const shown = columns.map((column) => {
      const { description: _, ...rest } = isObject(column) ? column : {};
      return rest;
    });
    const rows = Array.isArray(body['rows']) ? body['rows'] : [];
    const cells = rows.map((row) => (isObject(row) ? (row['cells'] ?? null) : null));
    matchesGolden(stage, `table ${qualified(place.sample)}`, stable([shown, cells], place));
  },
  'patch: a label is merged, and the generation stays': async (place) => {
    const before = metadata(await created(place));
    const { stage, path, name } = place;
    const patch = { metadata: { labels: { more: 'x' } } };
    const { code, body } = await stage.admin.call('PATCH', `${path}/${name}`, {
      body: patch,
      type: mergeType,
    });
    assert.equal(code, 200);
    const after = metadata(body);
    assert.deepEqual(after['labels'], { cell: name, more: 'x' });
    // An EndpointSlice alone counts its labels.
    const counts = place.sample.plural === 'endpointslices' ? 1 : 0;
    const generation = before['generation'];
    assert.equal(
      after['generation'],
      typeof generation === 'number' ? generation + counts : undefined,
    );
    assert.notEqual(after['resourceVersion'], before['resourceVersion']);
  },
  'patch: a strategic merge takes a label away': async (place) => {
    await created(place);
    const { stage, path, name } = place;
    const patch = { metadata: { labels: { cell: null, other: 'y' } } };
    const type = 'application/strategic-merge-patch+json';
    const { code, body } = await stage.admin.call('PATCH', `${path}/${name}`, {
      body: patch,
      type,
    });
    assert.equal(code, 200);
    assert.deepEqual(metadata(body)['labels'], { other: 'y' });
  },
  'patch: a JSON patch that does not hold is refused': async (place) => {
    await created(place);
    const { stage, path, name } = place;
    const patch = [{ op: 'test', path: '/metadata/name', value: 'other' }];
    const type = 'application/json-patch+json';
    const { code } = await stage.admin.call('PATCH', `${path}/${name}`, { body: patch, type });
    assert.equal(code, 422);
  },
  'patch: an old version is a conflict': async (place) => {
    await created(place);
    const { stage, sample, path, name } = place;
    const patch = { metadata: { resourceVersion: '1', labels: { more: 'x' } } };
    const { code, body } = await stage.admin.call('PATCH', `${path}/${name}`, {
      body: patch,
      type: mergeType,
    });
    assert.equal(code, 409);
    assert.equal(
      body['message'],
      `Operation cannot be fulfilled on ${qualified(sample)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    );
  },
  'update: another uid is a conflict, another name is wrong': async (place) => {
    const object = await created(place);
    const { stage, path, name } = place;
    const put = (changes: JsonObject) => {
      const { resourceVersion: _, ...rest } = metadata(object);
      const body = { ...object, metadata: { ...rest, ...changes } };
      return stage.admin.call('PUT', `${path}/${name}`, { body });
    };
    assert.equal((await put({ name: 'another' })).code, 400);
    const { code, body } = await put({ uid: 'another', resourceVersion: '1' });
    assert.equal(code, 409);
    assert.equal(body['reason'], 'Conflict');
  },
  'update: the same object leaves the version as it is': async (place) => {
    await created(place);
    const { stage, path, name } = place;
    // A controller of the real server may write in between: then it is looked at again.
    for (let tries = 0; tries < 20; tries++) {
      const before = await stage.admin.call('GET', `${path}/${name}`);
      const { code, body } = await stage.admin.call('PUT', `${path}/${name}`, {
        body: before.body,
      });
      const after = await stage.admin.call('GET', `${path}/${name}`);
      assert.ok(code === 200 || code === 409);
      const version = metadata(before)['resourceVersion'];
      if (code === 200 && metadata(after)['resourceVersion'] === version) {
        assert.equal(metadata(body)['resourceVersion'], version);
        return;
      }
      await sleep(50);
    }
    assert.fail('the version changed each time');
  },
  'watch: tells of creation and deletion': async (place) => {
    const { stage, path, name } = place;
    const list = await stage.admin.call('GET', `${path}?limit=1`);
    const from = metadata(list)['resourceVersion'];
    const query = `watch=true&resourceVersion=${from}&fieldSelector=metadata.name%3D${name}&timeoutSeconds=10`;
    const events = await stage.admin.watch(
      `${path}?${query}`,
      50,
      async () => {
        await created(place);
        await stage.admin.call(
          'DELETE',
          `${path}/${name}?gracePeriodSeconds=0&propagationPolicy=Background`,
        );
        await stage.admin.call('GET', `${path}/${name}`);
      },
      undefined,
      (event) => event['type'] === 'DELETED',
    );
    const types = events.map(({ type }) => type);
    assert.equal(types[0], 'ADDED');
    assert.equal(types.at(-1), 'DELETED');
    assert.ok(types.slice(1, -1).every((type) => type === 'MODIFIED'));
  },
  'watch: begins with what is there, and says where that ends': async (place) => {
    await created(place);
    const { stage, path, name } = place;
    const query = `watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&fieldSelector=metadata.name%3D${name}&timeoutSeconds=5`;
    const events = await stage.admin.watch(
      `${path}?${query}`,
      50,
      undefined,
      undefined,
      (event) => event['type'] === 'BOOKMARK',
    );
    assert.equal(events[0]?.['type'], 'ADDED');
    const last = events.at(-1)?.['object'];
    assert.ok(isObject(last));
    const annotations = metadata(last)['annotations'];
    assert.ok(isObject(annotations));
    assert.equal(annotations['k8s.io/initial-events-end'], 'true');
  },
  'delete: a precondition guards it, and then it is gone': async (place) => {
    const object = await created(place);
    const { stage, path, name } = place;
    const wrong = await stage.admin.call('DELETE', `${path}/${name}`, {
      body: { preconditions: { uid: 'another' } },
    });
    assert.equal(wrong.code, 409);
    const right = await stage.admin.call('DELETE', `${path}/${name}`, {
      body: {
        preconditions: { uid: String(metadata(object)['uid']) },
        propagationPolicy: 'Background',
      },
    });
    assert.equal(right.code, 200, right.text);
    matchesGolden(stage, `delete ${qualified(place.sample)}`, String(right.body['kind']));
    await isGone(place);
  },
  'deletecollection: takes what a selector chooses': async (place) => {
    await created(place);
    const { stage, path, name } = place;
    const query = `labelSelector=cell%3D${name}&propagationPolicy=Background`;
    const { code, body } = await stage.admin.call('DELETE', `${path}?${query}`);
    assert.equal(code, 200);
    assert.equal(body['kind'], `${place.sample.kind}List`);
    await isGone(place);
  },
  'list: without rights it is forbidden, in words': async ({ stage, sample, path }) => {
    const answer = await stage.nobody?.call('GET', path);
    const where =
      sample.cluster === true ? 'at the cluster scope' : `in the namespace "${stage.namespace}"`;
    assert.equal(answer?.code, 403);
    assert.equal(
      answer?.body['message'],
      `${qualified(sample)} is forbidden: User "nobody" cannot list resource "${sample.plural}" in API group "${sample.group}" ${where}`,
    );
  },
};

/** Behaviours that every kind has: one cell for each of both. */
export function everyKind(): Cell[] {
  return samples('').flatMap(({ kind, ...of }, index) =>
    Object.entries(behaviours).map(([behaviour, run]): Cell => {
      const [verb, what = ''] = behaviour.split(': ');
      return {
        name: `${verb} ${qualified({ kind, ...of })}: ${what}`,
        async run(stage) {
          const sample = samples(stage.namespace)[index];
          assert.ok(sample);
          const name = nameOf(`c ${stage.namespace.slice(-6)} ${verb} ${what}`);
          const path = collection(sample, stage.namespace);
          const labels = { cell: name };
          const body = { ...sample.body, metadata: { name, labels } };
          try {
            await run({ stage, sample, path, name, body });
          } finally {
            await stage.admin.call('DELETE', `${path}/${name}?propagationPolicy=Background`);
          }
        },
      };
    }),
  );
}
