import { randomBytes } from 'node:crypto';
import { timeText } from '../api/write.ts';
import { BackOff } from './back-off.ts';
import { StartError } from './command.ts';
import { MissingError } from './configuration.ts';
import { ContainerProbes } from './container-probes.ts';
import { endMessage, type RunningContainer, startContainer } from './container-start.ts';
import type { ContainerState, State, Terminated } from './container-state.ts';
import { runToEnd } from './exec/run.ts';
import { Grace } from './grace.ts';
import { type HandlerTarget, handle, pause } from './handlers.ts';
import { type Image, imageOf, unknownImage } from './images.ts';
import { LogBook } from './log-book.ts';
import type { PodPlace } from './network.ts';
import type { Parts } from './parts.ts';
import type { Container, Handler, Pod } from './spec.ts';
import type { PodVolumes } from './volumes.ts';

/** The pod of a container, as the container sees it. */
export interface ContainerHost {
  parts: Parts;
  place: PodPlace;
  volumes: PodVolumes;
  folder: string;
  pod(): Pod;
  /** Something that the pod's status shows is different now. */
  changed(): void;
  event(container: Container, type: 'Normal' | 'Warning', reason: string, message: string): void;
  /** Resolves when the pod or an object that it uses has changed, or after a time. */
  news(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** What a container is in its pod. */
export type Role = 'init' | 'sidecar' | 'app';

/** Milliseconds between two looks at what a container lacks. */
const lookAgain = 20_000;

/** One container of a pod: started, asked, ended and started again. */
export class ContainerRun {
  readonly name: string;
  readonly role: Role;
  readonly #host: ContainerHost;
  readonly #backOff = new BackOff();
  readonly #ending = new AbortController();
  readonly #startedOnce = Promise.withResolvers<void>();
  #container: Container;
  #state: State = { waiting: { reason: 'ContainerCreating' } };
  #last: Terminated | undefined;
  #restarts = 0;
  #id = '';
  #isKilling = false;
  #loop: Promise<void> | undefined;
  #running: RunningContainer | undefined;
  #probes: ContainerProbes | undefined;
  #log: LogBook | undefined;
  #previousLog: LogBook | undefined;

  constructor(host: ContainerHost, container: Container, role: Role) {
    this.#host = host;
    this.#container = container;
    this.name = container.name;
    this.role = role;
    if (role === 'app' && (host.pod().spec.initContainers ?? []).length > 0) {
      this.#state = { waiting: { reason: 'PodInitializing' } };
    }
  }

  get state(): ContainerState {
    return {
      container: this.#container,
      state: this.#state,
      last: this.#last,
      restarts: this.#restarts,
      ready: this.#isReady,
      started: this.#probes?.started ?? false,
      id: this.#id,
    };
  }

  /** Undefined while it does not run. */
  get running(): RunningContainer | undefined {
    return this.#running;
  }

  get log(): LogBook | undefined {
    return this.#log;
  }

  get previousLog(): LogBook | undefined {
    return this.#previousLog;
  }

  /** Takes over another image. */
  update(container: Container): void {
    const other = container.image !== this.#container.image;
    this.#container = container;
    if (other && this.#running !== undefined) {
      void this.#kill('definition changed, will be restarted');
    }
  }

  /** Runs it until it is not to be started again. */
  run(): Promise<void> {
    this.#loop ??= this.#runAgain();
    return this.#loop;
  }

  async #runAgain(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      const image = await this.#knownImage();
      if (image === undefined) {
        return;
      }
      const start = Date.now();
      const code = await this.#runOnce(image);
      if (this.#ending.signal.aborted || code === undefined || !this.#mayRestart(code)) {
        return;
      }
      await this.#waitBeforeRestart(this.#backOff.after(Date.now() - start));
    }
  }

  /** Resolves when the container has started once, or never will. */
  get startedOnce(): Promise<void> {
    return this.#startedOnce.promise;
  }

  /** Ends it for good; its state then says how. */
  async end(grace: Grace): Promise<void> {
    this.#ending.abort();
    this.#startedOnce.resolve();
    if (this.#running !== undefined) {
      const message = `Stopping container ${this.name}`;
      this.#host.event(this.#container, 'Normal', 'Killing', message);
      await this.#terminate(this.#running, grace);
    }
    await this.#loop;
  }

  get #isReady(): boolean {
    return this.role === 'init'
      ? 'terminated' in this.#state && this.#state.terminated.exitCode === 0
      : (this.#probes?.ready ?? false);
  }

  /** Waits while the image is none that runs here. */
  async #knownImage(): Promise<Image | undefined> {
    let reason = 'ErrImagePull';
    while (!this.#ending.signal.aborted) {
      const { image } = this.#container;
      const found = imageOf(image);
      if (found !== undefined) {
        const text = `Container image "${image}" already present on machine and can be accessed by the pod`;
        this.#event('Normal', 'Pulled', text);
        return found;
      }
      const message = unknownImage(image);
      if (reason === 'ErrImagePull') {
        this.#event('Normal', 'Pulling', `Pulling image "${image}"`);
        this.#event('Warning', 'Failed', `Failed to pull image "${image}": ${message}`);
        this.#event('Warning', 'Failed', 'Error: ErrImagePull');
        this.#become({ waiting: { reason, message } });
      } else {
        const text = `Back-off pulling image "${image}"`;
        this.#event('Normal', 'BackOff', text);
        this.#event('Warning', 'Failed', 'Error: ImagePullBackOff');
        this.#become({ waiting: { reason, message: `${text}: ErrImagePull: ${message}` } });
      }
      const wait = reason === 'ErrImagePull' ? 1_000 : 300_000;
      reason = 'ImagePullBackOff';
      const end = Date.now() + wait;
      while (this.#container.image === image && Date.now() < end && !this.#ending.signal.aborted) {
        await this.#host.news(end - Date.now(), this.#ending.signal);
      }
      if (this.#container.image !== image) {
        reason = 'ErrImagePull';
      }
    }
    return undefined;
  }

  /** @returns the exit code; undefined where it is to end before it could start */
  async #runOnce(image: Image): Promise<number | undefined> {
    const log = new LogBook();
    const startedAt = timeText(Date.now());
    const id = `process://${randomBytes(32).toString('hex')}`;
    const running = await this.#started(image, log);
    if (running === undefined) {
      return undefined;
    }
    this.#previousLog = this.#log;
    this.#log = log;
    if ('terminated' in this.#state) {
      this.#last = this.#state.terminated;
    }
    this.#restarts += this.#id === '' ? 0 : 1;
    this.#id = id;
    if (running instanceof StartError) {
      const { message } = running;
      log.close();
      this.#event('Normal', 'Created', 'Container created');
      this.#event('Warning', 'Failed', `Error: ${message}`);
      const end = { containerID: id, exitCode: 128, reason: 'StartError', message };
      const times = { startedAt: timeText(0), finishedAt: timeText(Date.now()) };
      this.#become({ terminated: { ...end, ...times } });
      return 128;
    }
    this.#running = running;
    this.#event('Normal', 'Started', 'Container started');
    this.#become({ running: { startedAt } });
    const probing = new AbortController();
    void this.#whileRunning(running, probing.signal);
    const exitCode = await running.process.ended;
    probing.abort();
    await this.#noteEnd(running, { containerID: id, exitCode, startedAt });
    return exitCode;
  }

  async #noteEnd(
    running: RunningContainer,
    end: Pick<Terminated, 'containerID' | 'exitCode' | 'startedAt'>,
  ): Promise<void> {
    const { parts, place } = this.#host;
    for (const port of running.ports) {
      place.ports.delete(port);
    }
    this.#running = undefined;
    this.#probes = undefined;
    void parts.leftovers.forget(running.process.pid);
    const message = await endMessage(parts, running, this.#container, end.exitCode);
    this.#become({
      terminated: {
        ...end,
        reason: end.exitCode === 0 ? 'Completed' : 'Error',
        ...(message === '' ? {} : { message }),
        finishedAt: timeText(Date.now()),
      },
    });
  }

  /** Waits while something that it needs is not there. */
  async #started(image: Image, log: LogBook): Promise<RunningContainer | StartError | undefined> {
    const { parts, place, volumes, folder } = this.#host;
    while (!this.#ending.signal.aborted) {
      try {
        const running = await startContainer({
          parts,
          place,
          volumes,
          folder,
          image,
          log,
          pod: this.#host.pod(),
          container: this.#container,
          onListening: () => this.#probes?.hurry(),
        });
        void parts.leftovers.note(running.process.pid);
        this.#event('Normal', 'Created', 'Container created');
        if (this.#ending.signal.aborted) {
          running.process.signal('SIGKILL');
        }
        return running;
      } catch (error) {
        if (!(error instanceof MissingError)) {
          const message = error instanceof Error ? error.message : String(error);
          return error instanceof StartError ? error : new StartError(message);
        }
        this.#event('Warning', 'Failed', `Error: ${error.message}`);
        this.#become({
          waiting: { reason: 'CreateContainerConfigError', message: error.message },
        });
        await this.#host.news(lookAgain, this.#ending.signal);
      }
    }
    return undefined;
  }

  async #whileRunning(running: RunningContainer, signal: AbortSignal): Promise<void> {
    const { postStart } = this.#container.lifecycle ?? {};
    if (postStart !== undefined) {
      const outcome = await this.#handle(postStart, running, signal);
      if (signal.aborted) {
        return;
      }
      if (!outcome.ok) {
        this.#event('Warning', 'FailedPostStartHook', `PostStartHook failed: ${outcome.text}`);
        await this.#kill('FailedPostStartHook');
        return;
      }
    }
    this.#probes = new ContainerProbes(this.#container, {
      ask: (handler, asking) => this.#handle(handler, running, asking),
      event: (reason, message) => this.#event('Warning', reason, message),
      changed: () => this.#noteProbes(),
      kill: (why, seconds) => void this.#kill(why, seconds),
    });
    this.#noteProbes();
    await this.#probes.run(signal);
  }

  #noteProbes(): void {
    if (this.#probes?.started) {
      this.#startedOnce.resolve();
    }
    this.#host.changed();
  }

  #handle(handler: Handler, running: RunningContainer, signal: AbortSignal) {
    const { parts, place } = this.#host;
    const target: HandlerTarget = {
      container: this.#container,
      address: place.address,
      network: parts.network,
      exec: (command, ending) =>
        runToEnd({ running, place, network: parts.network }, command, ending),
    };
    return handle(handler, target, signal);
  }

  /** Ends the process that runs now; its restart policy decides what follows. */
  async #kill(why: string, seconds?: number): Promise<void> {
    if (this.#running === undefined || this.#isKilling || this.#ending.signal.aborted) {
      return;
    }
    this.#isKilling = true;
    this.#event('Normal', 'Killing', `Container ${this.name} ${why}`);
    const grace = new Grace(seconds ?? this.#host.pod().spec.terminationGracePeriodSeconds);
    await this.#terminate(this.#running, grace);
    grace.dispose();
    this.#isKilling = false;
  }

  async #terminate(running: RunningContainer, grace: Grace): Promise<void> {
    const { preStop } = this.#container.lifecycle ?? {};
    const { process } = running;
    if (preStop !== undefined && grace.left > 0) {
      const over = new AbortController();
      void Promise.race([grace.over, process.ended]).then(() => over.abort());
      const outcome = await this.#handle(preStop, running, over.signal);
      if (!outcome.ok && !over.signal.aborted) {
        this.#event('Warning', 'FailedPreStopHook', `PreStopHook failed: ${outcome.text}`);
      }
    }
    if (grace.left > 0) {
      process.signal('SIGTERM');
      await Promise.race([grace.over, process.ended]);
    }
    process.signal('SIGKILL');
    await process.ended;
  }

  #mayRestart(code: number): boolean {
    const { restartPolicy } = this.#host.pod().spec;
    if (this.role === 'sidecar') {
      return true;
    }
    if (this.role === 'init') {
      return code !== 0 && restartPolicy !== 'Never';
    }
    return restartPolicy === 'Always' || (restartPolicy === 'OnFailure' && code !== 0);
  }

  async #waitBeforeRestart(milliseconds: number): Promise<void> {
    if (milliseconds === 0) {
      return;
    }
    const { metadata } = this.#host.pod();
    const pod = `${metadata.name}_${metadata.namespace}(${metadata.uid})`;
    const wait = milliseconds < 60_000 ? `${milliseconds / 1000}s` : minutes(milliseconds);
    this.#event(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${this.name} in pod ${pod}`,
    );
    if ('terminated' in this.#state) {
      this.#last = this.#state.terminated;
    }
    const message = `back-off ${wait} restarting failed container=${this.name} pod=${pod}`;
    this.#become({ waiting: { reason: 'CrashLoopBackOff', message } });
    await pause(milliseconds, this.#ending.signal);
  }

  #become(state: State): void {
    this.#state = state;
    this.#host.changed();
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#host.event(this.#container, type, reason, message);
  }
}

const minutes = (milliseconds: number) =>
  `${Math.floor(milliseconds / 60_000)}m${(milliseconds / 1000) % 60}s`;
