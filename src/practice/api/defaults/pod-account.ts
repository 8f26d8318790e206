import type { JsonObject } from '../../../experiment/json.ts';
import type { RuleContext } from '../kind-rules.ts';
import { generatedName } from '../names.ts';
import { type KubeObject, listAt, textAt, valueAt } from '../objects.ts';
import { forbidden } from '../status.ts';
import { children, preset, specOf } from './preset.ts';

/** Start of the name of the volume with a pod's token. */
const volumeStart = 'kube-api-access-';

/** ConfigMap of each namespace with the authority that signs the API server's certificate. */
export const rootAuthority = 'kube-root-ca.crt';

/** Where programs in pods look for the token, the authority and the namespace. */
const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Gives a new pod an account, and what it needs to use it, as the admission plugin ServiceAccount does.
 * @throws ApiError 403 where the account is not there
 */
export function admitAccount(pod: KubeObject, { store }: RuleContext): void {
  const spec = specOf(pod);
  preset(spec, { serviceAccountName: 'default' });
  const name = textAt(spec, 'serviceAccountName');
  preset(spec, { serviceAccount: name });
  const { namespace = '' } = pod.metadata;
  const account = store.get({ resource: 'serviceaccounts', namespace, name });
  if (account === undefined) {
    throw forbidden(
      { group: '', plural: 'pods' },
      nameAsAsked(pod),
      `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`,
    );
  }
  const wish = 'automountServiceAccountToken';
  if ((spec[wish] ?? valueAt(account, wish) ?? true) === true) {
    mountToken(spec);
  }
  const secrets = listAt(account, 'imagePullSecrets');
  if (listAt(spec, 'imagePullSecrets').length === 0 && secrets.length > 0) {
    spec['imagePullSecrets'] = structuredClone(secrets);
  }
}

/** The real server admits before it completes a generated name. */
function nameAsAsked({ metadata: { name, generateName = '' } }: KubeObject): string {
  return generateName !== '' && name.startsWith(generateName) ? generateName : name;
}

/** A container that mounts something of its own at the place keeps it. */
function mountToken(spec: JsonObject): void {
  const volumes = listAt(spec, 'volumes');
  const known = volumes
    .map((volume) => textAt(volume, 'name'))
    .find((name) => name.startsWith(volumeStart));
  const name = known ?? generatedName(volumeStart);
  const containers = ['initContainers', 'containers']
    .flatMap((key) => children(spec, key))
    .filter(
      (one) => !listAt(one, 'volumeMounts').some((m) => textAt(m, 'mountPath') === mountPath),
    );
  for (const container of containers) {
    const mount = { name, readOnly: true, mountPath };
    container['volumeMounts'] = [...listAt(container, 'volumeMounts'), mount];
  }
  if (known === undefined && containers.length > 0) {
    spec['volumes'] = [...volumes, tokenVolume(name)];
  }
}

const tokenVolume = (name: string): JsonObject => ({
  name,
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: rootAuthority, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [
            { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } },
          ],
        },
      },
    ],
    defaultMode: 420,
  },
});
