import type { JsonObject } from '../../experiment/json.ts';
import type { KubeObject } from '../objects.ts';
import { object } from './fake-cluster.ts';
import { Stage } from './stage.ts';

/** Arguments that name the kind of the lamps. */
export const lampType = { group: 'example.com', version: 'v1', plural: 'lamps' };

/** Where the lamps are. */
export const lamps = '/apis/example.com/v1/namespaces/default/lamps';

/** A cluster that has lamps, in namespaces, and suns. */
export function newLampStage(): Stage {
  const stage = new Stage();
  stage.cluster.objects.set('/apis/example.com/v1', {
    resources: [
      { name: 'lamps', kind: 'Lamp', namespaced: true },
      { name: 'lamps/status', kind: 'Lamp', namespaced: true },
      { name: 'suns', kind: 'Sun', namespaced: false },
    ],
  } as unknown as KubeObject);
  return stage;
}

/** Puts a lamp called `one` into the cluster. */
export function addLamp({ cluster }: Stage, rest: Partial<KubeObject> = {}): KubeObject {
  const kind = { apiVersion: 'example.com/v1', kind: 'Lamp' };
  return cluster.add(lamps, object('one', { ...kind, spec: { bright: false }, ...rest }));
}

/** The lamp called `one` as it is now. */
export function lampNow({ cluster }: Stage): KubeObject | undefined {
  return cluster.objects.get(`${lamps}/one`);
}

/** The manifest of a lamp. */
export function lampManifest(name: string): JsonObject {
  return { apiVersion: 'example.com/v1', kind: 'Lamp', metadata: { name }, spec: {} };
}
