import type { JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { objectAt, textAt } from '../objects.ts';
import { children, preset } from './preset.ts';

/** Sets what was left out of a pod's spec, or of that of a template. */
export function fillPodSpec(spec: JsonObject): void {
  preset(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  if (typeof spec['serviceAccountName'] === 'string') {
    preset(spec, { serviceAccount: spec['serviceAccountName'] });
  } else if (typeof spec['serviceAccount'] === 'string') {
    preset(spec, { serviceAccountName: spec['serviceAccount'] });
  }
  for (const key of ['initContainers', 'containers']) {
    for (const container of children(spec, key)) {
      fillContainer(container);
    }
  }
  for (const volume of children(spec, 'volumes')) {
    fillVolume(volume);
  }
}

function fillContainer(container: JsonObject): void {
  preset(container, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(textAt(container, 'image')),
  });
  for (const port of children(container, 'ports')) {
    preset(port, { protocol: 'TCP' });
  }
  for (const variable of children(container, 'env')) {
    const field = objectAt(variable, 'valueFrom')['fieldRef'];
    if (isObject(field)) {
      preset(field, { apiVersion: 'v1' });
    }
  }
  for (const key of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[key];
    if (isObject(probe)) {
      preset(probe, {
        timeoutSeconds: 1,
        periodSeconds: 10,
        successThreshold: 1,
        failureThreshold: 3,
      });
      fillHandler(probe);
    }
  }
  const lifecycle = container['lifecycle'];
  if (isObject(lifecycle)) {
    for (const hook of Object.values(lifecycle)) {
      if (isObject(hook)) {
        fillHandler(hook);
      }
    }
  }
}

function fillHandler(handler: JsonObject): void {
  const http = handler['httpGet'];
  if (isObject(http)) {
    preset(http, { path: '/', scheme: 'HTTP' });
  }
  const grpc = handler['grpc'];
  if (isObject(grpc)) {
    preset(grpc, { service: '' });
  }
}

function fillVolume(volume: JsonObject): void {
  if (Object.keys(volume).every((key) => key === 'name')) {
    volume['emptyDir'] = {};
  }
  for (const key of ['secret', 'configMap', 'downwardAPI', 'projected']) {
    const source = volume[key];
    if (isObject(source)) {
      preset(source, { defaultMode: 420 });
    }
  }
  const host = volume['hostPath'];
  if (isObject(host)) {
    preset(host, { type: '' });
  }
}

/** An image without a tag or with `latest` is pulled anew each time. */
function pullPolicy(image: string): string {
  if (image.includes('@')) {
    return 'IfNotPresent';
  }
  const last = image.slice(image.lastIndexOf('/') + 1);
  const tag = last.includes(':') ? last.slice(last.indexOf(':') + 1) : 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}
