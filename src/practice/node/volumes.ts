import { isObject, type JsonObject } from '../../experiment/json.ts';
import { type KubeObject, listAt, objectAt, textAt, valueAt } from '../api/objects.ts';
import type { Claims } from './claims.ts';
import {
  type ConfigKind,
  type Configuration,
  fieldOf,
  MissingError,
  resourceOf,
} from './configuration.ts';
import type { Disk } from './disk.ts';
import { machineAddress } from './machines.ts';
import type { Mount } from './mounts.ts';
import type { PodTokens } from './pod-tokens.ts';
import type { Container, Pod, Volume } from './spec.ts';

/** A volume that cannot be had; the text is the kubelet's. */
export class VolumeError extends Error {
  override readonly name = 'VolumeError';

  constructor(volume: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`MountVolume.SetUp failed for volume "${volume}" : ${why}`, { cause });
  }
}

type Files = Map<string, Uint8Array>;

/** The volumes of a pod as folders. */
export class PodVolumes {
  readonly #folder: string;
  readonly #join: (...parts: string[]) => string;
  readonly #configuration: Configuration;
  readonly #claims: Claims;
  readonly #disk: Disk;
  readonly #tokens: PodTokens;
  readonly #written = new Map<string, Files>();

  /** @param folder for all of them */
  constructor(
    folder: string,
    join: (...parts: string[]) => string,
    configuration: Configuration,
    claims: Claims,
    disk: Disk,
    tokens: PodTokens,
  ) {
    this.#folder = folder;
    this.#join = join;
    this.#configuration = configuration;
    this.#claims = claims;
    this.#disk = disk;
    this.#tokens = tokens;
  }

  /**
   * Makes the folders, or brings their files to what the objects say now.
   * @throws VolumeError
   */
  async write(pod: Pod, address: string): Promise<void> {
    for (const volume of pod.spec.volumes ?? []) {
      try {
        await this.#writeVolume(pod, address, volume);
      } catch (error) {
        throw new VolumeError(volume.name, error);
      }
    }
  }

  /**
   * Where the volumes are in a container.
   * @param own folder of the container, for what is copied
   */
  async mounts(container: Container, pod: Pod, own: string): Promise<Mount[]> {
    const mounts: Mount[] = [];
    for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
      const volume = pod.spec.volumes?.find(({ name }) => name === mount.name);
      const folder = this.#folderOf(pod, volume ?? { name: mount.name });
      const inside = mount.mountPath.replace(/(.)\/+$/, '$1');
      if (mount.subPath === undefined || mount.subPath === '') {
        mounts.push({ inside, outside: folder });
        continue;
      }
      const part = this.#join(folder, ...mount.subPath.split('/').filter((one) => one !== '..'));
      const files = this.#written.get(mount.name);
      if (files?.has(mount.subPath)) {
        // A copy: what is mounted so does not change with its ConfigMap.
        const copy = this.#join(own, 'files', String(index));
        await this.#disk.makeFolder(this.#join(own, 'files'));
        await this.#disk.copy(part, copy);
        mounts.push({ inside, outside: copy });
      } else {
        if (volume !== undefined && isWritable(volume)) {
          await this.#disk.makeFolder(part);
        }
        mounts.push({ inside, outside: part });
      }
    }
    return mounts;
  }

  /** Folders that a container may write to. */
  writable({ volumeMounts = [] }: Container, pod: Pod): string[] {
    return (pod.spec.volumes ?? [])
      .filter(isWritable)
      .filter(({ name }) => volumeMounts.some((mount) => mount.name === name && !mount.readOnly))
      .map((volume) => this.#folderOf(pod, volume));
  }

  /** Folders of a pod's volumes that are not below the pod's own. */
  apart(pod: Pod): string[] {
    return (pod.spec.volumes ?? [])
      .filter((volume) => volume['persistentVolumeClaim'] !== undefined)
      .map((volume) => this.#folderOf(pod, volume));
  }

  #folderOf({ metadata: { namespace = '' } }: Pod, volume: Volume): string {
    const claim = textAt(volume, 'persistentVolumeClaim', 'claimName');
    return claim === ''
      ? this.#join(this.#folder, volume.name)
      : this.#claims.folder(namespace, claim);
  }

  async #writeVolume(pod: Pod, address: string, volume: Volume): Promise<void> {
    const folder = this.#folderOf(pod, volume);
    if (isWritable(volume)) {
      await this.#disk.makeFolder(folder);
      return;
    }
    const files = this.#filesOf(pod, address, volume);
    for (const name of files.keys()) {
      // Whatever the API lets through, nothing is written outside of the pod.
      if (name.startsWith('/') || /(^|[\\/])\.\.([\\/]|$)/.test(name)) {
        throw new Error(`"${name}" leads out of the volume`);
      }
    }
    const before = this.#written.get(volume.name) ?? new Map<string, Uint8Array>();
    await this.#disk.makeFolder(folder);
    for (const [name, content] of files) {
      const same = before.get(name);
      if (same === undefined || Buffer.compare(same, content) !== 0) {
        const path = this.#join(folder, ...name.split('/'));
        await this.#disk.makeFolder(this.#join(path, '..'));
        // Who reads meanwhile sees the old file or the new one, never a part.
        await this.#disk.write(`${path}..new`, content);
        await this.#disk.rename(`${path}..new`, path);
      }
    }
    for (const name of before.keys()) {
      if (!files.has(name)) {
        await this.#disk.remove(this.#join(folder, ...name.split('/')));
      }
    }
    this.#written.set(volume.name, files);
  }

  /** @throws MissingError, or an Error for a kind that is not known here */
  #filesOf(pod: Pod, address: string, volume: Volume): Files {
    const { configMap, secret, downwardAPI, projected } = volume as JsonObject;
    if (configMap !== undefined) {
      return this.#chosen('configmaps', pod, textAt(configMap, 'name'), configMap);
    }
    if (secret !== undefined) {
      return this.#chosen('secrets', pod, textAt(secret, 'secretName'), secret);
    }
    if (downwardAPI !== undefined) {
      return downward(pod, address, downwardAPI);
    }
    if (projected !== undefined) {
      return new Map(
        listAt(projected, 'sources').flatMap((source) => [...this.#source(pod, address, source)]),
      );
    }
    const kind = Object.keys(volume).find((key) => key !== 'name') ?? '';
    throw new Error(
      `the practice cluster has no volumes of the kind ${kind}: it knows emptyDir, configMap, ` +
        'secret, downwardAPI, projected and persistentVolumeClaim',
    );
  }

  #source(pod: Pod, address: string, source: unknown): Files {
    const of = (kind: ConfigKind, key: string) => {
      const from = objectAt(source, key);
      return this.#chosen(kind, pod, textAt(from, 'name'), from);
    };
    if (valueAt(source, 'configMap') !== undefined) {
      return of('configmaps', 'configMap');
    }
    if (valueAt(source, 'secret') !== undefined) {
      return of('secrets', 'secret');
    }
    const token = valueAt(source, 'serviceAccountToken');
    if (isObject(token)) {
      return new Map([[textAt(token, 'path'), Buffer.from(this.#tokens.text(pod, token))]]);
    }
    return valueAt(source, 'downwardAPI') === undefined
      ? new Map()
      : downward(pod, address, objectAt(source, 'downwardAPI'));
  }

  #chosen(kind: ConfigKind, pod: Pod, name: string, from: unknown): Files {
    const optional = valueAt(from, 'optional') === true;
    const { namespace = '' } = pod.metadata;
    const values = this.#configuration.values(kind, namespace, name, optional);
    const items = listAt(from, 'items');
    if (values === undefined || items.length === 0) {
      return values ?? new Map();
    }
    const files: Files = new Map();
    for (const item of items) {
      const key = textAt(item, 'key');
      const value = values.get(key);
      if (value !== undefined) {
        files.set(textAt(item, 'path'), value);
      } else if (!optional) {
        throw new MissingError(`references non-existent config key: ${key}`);
      }
    }
    return files;
  }
}

/** What pods write to; the others hold what objects say. */
function isWritable(volume: Volume): boolean {
  return volume['emptyDir'] !== undefined || volume['persistentVolumeClaim'] !== undefined;
}

function downward(pod: Pod, address: string, from: unknown): Files {
  const addresses = { pod: address, host: machineAddress };
  return new Map(
    listAt(from, 'items').map((item) => {
      const resource = textAt(item, 'resourceFieldRef', 'resource');
      const [first] = pod.spec.containers;
      const text =
        resource === '' || first === undefined
          ? fieldOf(pod, addresses, textAt(item, 'fieldRef', 'fieldPath'))
          : resourceOf(pod, first, {
              resource,
              containerName: textAt(item, 'resourceFieldRef', 'containerName'),
              divisor: textAt(item, 'resourceFieldRef', 'divisor') || '1',
            });
      return [textAt(item, 'path'), Buffer.from(text)];
    }),
  );
}

/** Whether a change of an object may change a pod's files or variables. */
export function refersTo(pod: Pod, kind: ConfigKind, { metadata }: KubeObject): boolean {
  return pod.metadata.namespace === metadata.namespace && namesIn(pod, kind).has(metadata.name);
}

/** Names of the ConfigMaps or Secrets that a pod uses. */
function namesIn({ spec }: Pod, kind: ConfigKind): Set<string> {
  const [volumeKey, nameKey, keyRef, allRef] =
    kind === 'configmaps'
      ? ['configMap', 'name', 'configMapKeyRef', 'configMapRef']
      : ['secret', 'secretName', 'secretKeyRef', 'secretRef'];
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  return new Set([
    ...(spec.volumes ?? []).flatMap((volume) => [
      textAt(volume, volumeKey ?? '', nameKey ?? ''),
      ...listAt(volume, 'projected', 'sources').map((one) => textAt(one, volumeKey ?? '', 'name')),
    ]),
    ...containers.flatMap((container) => [
      ...listAt(container, 'env').map((one) => textAt(one, 'valueFrom', keyRef ?? '', 'name')),
      ...listAt(container, 'envFrom').map((one) => textAt(one, allRef ?? '', 'name')),
    ]),
  ]);
}
