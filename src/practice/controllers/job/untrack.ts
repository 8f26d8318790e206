import type { KubeObject } from '../../api/objects.ts';
import { type Kit, writer } from '../kit/kit.ts';
import { trackingFinalizer } from './counting.ts';

/** Lets a pod go that has been counted. */
export function untrack(kit: Kit, pod: KubeObject): void {
  const { namespace = '', name } = pod.metadata;
  const change = ({ metadata }: KubeObject) => {
    metadata.finalizers = (metadata.finalizers ?? []).filter((one) => one !== trackingFinalizer);
  };
  kit.api.change(kit.resource('pods'), namespace, name, change, writer);
}
