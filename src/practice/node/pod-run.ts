import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../api/objects.ts';
import type { Resource } from '../api/registry/resource.ts';
import { timeText } from '../api/write.ts';
import { type ContainerHost, ContainerRun } from './container-run.ts';
import { Grace } from './grace.ts';
import { pause } from './handlers.ts';
import type { PodPlace } from './network.ts';
import type { Parts } from './parts.ts';
import { type PodState, podStatusOf } from './pod-status.ts';
import { PodTokens } from './pod-tokens.ts';
import { type Container, type Pod, podOf } from './spec.ts';
import { PodVolumes, VolumeError } from './volumes.ts';

const writer = { manager: 'kubelet' };

/** Milliseconds until a volume that could not be had is looked at again: more each time. */
const firstWait = 500;
const longestWait = 30_000;

/** One pod: prepared, its containers run, and ended. */
export class PodRun {
  readonly #parts: Parts;
  readonly #resource: Resource;
  readonly #place: PodPlace;
  readonly #folder: string;
  readonly #tokens: PodTokens;
  readonly #volumes: PodVolumes;
  readonly #containers: ContainerRun[];
  readonly #initContainers: ContainerRun[];
  readonly #startTime: string;
  readonly #ending = new AbortController();
  readonly #ended = Promise.withResolvers<void>();
  #news = new AbortController();
  #pod: Pod;
  #grace: Grace | undefined;
  #prepared = false;
  #initialized = false;
  #over = false;
  #gone = false;
  #failure: { reason: string; message: string } | undefined;
  #preparing: Promise<void> = Promise.resolve();
  #writing: Promise<void> = Promise.resolve();

  /** @param address that the pod has for its life */
  constructor(parts: Parts, object: KubeObject, address: string) {
    const { api, options, disk, configuration, claims } = parts;
    const { join } = options.platform.paths;
    this.#parts = parts;
    this.#resource = api.registry.builtIn('pods');
    this.#pod = podOf(object);
    this.#startTime = timeText(api.now());
    this.#folder = join(options.folder, 'pods', this.#pod.metadata.uid);
    this.#tokens = new PodTokens(api, options.tokens);
    const volumes = join(this.#folder, 'volumes');
    this.#volumes = new PodVolumes(volumes, join, configuration, claims, disk, this.#tokens);
    const { metadata, spec } = this.#pod;
    this.#place = {
      namespace: metadata.namespace ?? '',
      hostname: spec.hostname ?? metadata.name,
      address,
      ports: new Map(),
    };
    const host = this.#host();
    this.#containers = spec.containers.map((one) => new ContainerRun(host, one, 'app'));
    this.#initContainers = (spec.initContainers ?? []).map(
      (one) => new ContainerRun(host, one, one.restartPolicy === 'Always' ? 'sidecar' : 'init'),
    );
  }

  get pod(): Pod {
    return this.#pod;
  }

  get place(): PodPlace {
    return this.#place;
  }

  /** Resolves when nothing of it is left. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  container(name: string): ContainerRun | undefined {
    return [...this.#containers, ...this.#initContainers].find((one) => one.name === name);
  }

  /** Begins; what follows is told by the pod's status. */
  start(): void {
    void this.#guarded(this.#run());
  }

  /** The object is another one now. */
  update(object: KubeObject): void {
    const before = this.#pod.metadata;
    this.#pod = podOf(object);
    const { metadata, spec } = this.#pod;
    for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
      this.container(container.name)?.update(container);
    }
    if (metadata.deletionTimestamp !== undefined) {
      void this.#guarded(this.#end(metadata.deletionGracePeriodSeconds ?? 0));
    }
    const { generation, labels, annotations } = metadata;
    const now = [generation, labels, annotations];
    if (!isDeepStrictEqual(now, [before.generation, before.labels, before.annotations])) {
      this.refresh();
    }
  }

  /** The object is gone: so is the pod, at once. */
  vanish(): void {
    this.#gone = true;
    void this.#guarded(this.#end(0));
    if (this.#over) {
      void this.#clear();
    }
  }

  /** Ends it at once and says nothing of it: the cluster itself ends. */
  async abandon(): Promise<void> {
    this.vanish();
    await this.ended;
  }

  /** Something that the pod uses may have changed. */
  refresh(): void {
    this.#tell();
    if (this.#prepared && !this.#over) {
      this.#writing = this.#writing.then(async () => {
        await this.#volumes.write(this.#pod, this.#place.address).catch((error: unknown) => {
          this.#event('', 'Warning', 'FailedMount', textOf(error));
        });
      });
    }
  }

  /** A pod that goes wrong in a way nobody thought of does not end the cluster. */
  #guarded(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      this.#event('', 'Warning', 'FailedSync', `error syncing pod: ${textOf(error)}`);
    });
  }

  async #run(): Promise<void> {
    this.#publish();
    const deadline = this.#pod.spec.activeDeadlineSeconds;
    if (deadline !== undefined) {
      void pause(deadline * 1000, this.#ending.signal).then(() =>
        this.#fail(
          'DeadlineExceeded',
          'Pod was active on the node longer than the specified deadline',
        ),
      );
    }
    this.#preparing = this.#prepare();
    await this.#preparing;
    for (const container of this.#initContainers) {
      await this.#initialize(container);
    }
    if (this.#ending.signal.aborted || !this.#mayStart()) {
      await this.#finish();
      return;
    }
    this.#initialized = true;
    this.#publish();
    await Promise.all(this.#containers.map((container) => container.run()));
    await this.#finish();
  }

  /** Gives it an address and its volumes, however often that takes. */
  async #prepare(): Promise<void> {
    let wait = firstWait;
    while (!this.#ending.signal.aborted) {
      try {
        await this.#parts.disk.makeFolder(this.#folder);
        await this.#volumes.write(this.#pod, this.#place.address);
        this.#parts.network.join(this.#place);
        this.#prepared = true;
        this.#publish();
        void this.#renewTokens();
        return;
      } catch (error) {
        const reason = error instanceof VolumeError ? 'FailedMount' : 'FailedCreatePodSandBox';
        this.#event('', 'Warning', reason, textOf(error));
        await this.#untilNews(wait, this.#ending.signal);
        wait = Math.min(wait * 2, longestWait);
      }
    }
  }

  /** Writes each token anew before its time is over. */
  async #renewTokens(): Promise<void> {
    for (let wait = this.#tokens.due; wait !== undefined; wait = this.#tokens.due) {
      await pause(Math.max(wait, longestWait), this.#ending.signal);
      if (this.#ending.signal.aborted) {
        return;
      }
      this.refresh();
      await this.#writing;
    }
  }

  async #initialize(container: ContainerRun): Promise<void> {
    if (this.#ending.signal.aborted || !this.#mayStart()) {
      return;
    }
    if (container.role === 'sidecar') {
      void container.run();
      await container.startedOnce;
    } else {
      await container.run();
    }
  }

  /** An init container that may not try again keeps the others from starting. */
  #mayStart(): boolean {
    return this.#initContainers.every(
      ({ role, state: { state } }) =>
        role === 'sidecar' || !('terminated' in state) || state.terminated.exitCode === 0,
    );
  }

  /** All that is to run has run: ends the sidecars, too. */
  async #finish(): Promise<void> {
    if (!this.#ending.signal.aborted) {
      await this.#end(this.#pod.spec.terminationGracePeriodSeconds);
    }
  }

  async #fail(reason: string, message: string): Promise<void> {
    if (!this.#ending.signal.aborted) {
      this.#failure = { reason, message };
      this.#event('', 'Normal', reason, message);
      await this.#end(this.#pod.spec.terminationGracePeriodSeconds);
    }
  }

  /** Ends all containers; a second call may shorten the time. */
  async #end(seconds: number): Promise<void> {
    if (this.#grace !== undefined) {
      this.#grace.shorten(seconds);
      if (this.#over) {
        this.#remove();
      }
      return;
    }
    const grace = new Grace(seconds);
    this.#grace = grace;
    this.#ending.abort();
    const sidecars = this.#initContainers.filter(({ role }) => role === 'sidecar');
    const others = this.#initContainers.filter(({ role }) => role !== 'sidecar');
    await Promise.all([...this.#containers, ...others].map((one) => one.end(grace)));
    for (const sidecar of sidecars.reverse()) {
      await sidecar.end(grace);
    }
    grace.dispose();
    await Promise.all([this.#preparing, this.#writing]);
    this.#parts.network.leave(this.#place);
    this.#over = true;
    this.#publish();
    this.#remove();
    if (this.#gone) {
      await this.#clear();
    }
  }

  async #clear(): Promise<void> {
    await this.#parts.disk.remove(this.#folder).catch(() => undefined);
    this.#ended.resolve();
  }

  /** Reports that nothing of a pod under deletion is left. */
  #remove(): void {
    const { namespace = '', name, uid, deletionTimestamp } = this.#pod.metadata;
    const { api } = this.#parts;
    const now = api.find(this.#resource, namespace, name);
    if (!this.#gone && deletionTimestamp !== undefined && now?.metadata.uid === uid) {
      api.delete(this.#resource, namespace, name, {
        gracePeriodSeconds: 0,
        preconditions: { uid },
      });
    }
  }

  get #state(): PodState {
    return {
      containers: this.#containers.map(({ state }) => state),
      initContainers: this.#initContainers.map(({ state }) => state),
      initialized: this.#initialized,
      address: this.#prepared ? this.#place.address : '',
      startTime: this.#startTime,
      prepared: this.#prepared,
      over: this.#over,
      failure: this.#failure,
    };
  }

  #publish(): void {
    const { namespace = '', name, uid } = this.#pod.metadata;
    const { api } = this.#parts;
    const now = api.find(this.#resource, namespace, name);
    if (this.#gone || now?.metadata.uid !== uid) {
      return;
    }
    const status = podStatusOf(podOf(now), this.#state, timeText(api.now()));
    const change = (copy: KubeObject) => {
      copy.status = status;
    };
    api.change(this.#resource, namespace, name, change, { ...writer, part: 'status' });
  }

  #host(): ContainerHost {
    return {
      parts: this.#parts,
      place: this.#place,
      volumes: this.#volumes,
      folder: this.#folder,
      pod: () => this.#pod,
      changed: () => this.#publish(),
      event: (container: Container, type, reason, message) => {
        const isInit = this.#pod.spec.initContainers?.some(({ name }) => name === container.name);
        const list = isInit ? 'initContainers' : 'containers';
        this.#event(`spec.${list}{${container.name}}`, type, reason, message);
      },
      news: (milliseconds, signal) => this.#untilNews(milliseconds, signal),
    };
  }

  #event(part: string, type: 'Normal' | 'Warning', reason: string, message: string): void {
    const host = this.#pod.spec.nodeName ?? '';
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: this.#pod.metadata };
    this.#parts.events.record('kubelet', object, { type, reason, message, part, host });
  }

  #tell(): void {
    this.#news.abort();
    this.#news = new AbortController();
  }

  #untilNews(milliseconds: number, signal: AbortSignal): Promise<void> {
    return pause(milliseconds, AbortSignal.any([signal, this.#news.signal]));
  }
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
