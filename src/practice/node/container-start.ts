import { textAt, valueAt } from '../api/objects.ts';
import { nodeArguments } from './command.ts';
import { environmentOf } from './environment.ts';
import { type Image, sampleFile } from './images.ts';
import type { LogBook } from './log-book.ts';
import { Mounts } from './mounts.ts';
import type { PodPlace } from './network.ts';
import type { Parts } from './parts.ts';
import { type PodProcess, startProcess } from './pod-process.ts';
import type { FromPod, Setup, ToPod } from './protocol.ts';
import type { Container, Pod } from './spec.ts';
import type { PodVolumes } from './volumes.ts';

/** What a container is started from. */
export interface StartCall {
  parts: Parts;
  pod: Pod;
  container: Container;
  image: Image;
  place: PodPlace;
  volumes: PodVolumes;
  /** Folder of the pod. */
  folder: string;
  log: LogBook;
  onListening(): void;
}

/** What a running container has. */
export interface RunningContainer {
  process: PodProcess;
  environment: Record<string, string>;
  mounts: Mounts;
  /** Folder of this machine where it works. */
  cwd: string;
  /** File for what the container says at its end. */
  messageFile: string;
  log: LogBook;
  /** Ports of the pod that it listens on. */
  ports: ReadonlySet<number>;
}

/**
 * Starts a container's process with its variables, files and ports.
 * @throws MissingError for a ConfigMap or Secret, StartError for a command, or the system's error
 */
export async function startContainer(call: StartCall): Promise<RunningContainer> {
  const { parts, pod, container, image, place, volumes, log } = call;
  const { options, disk, configuration } = parts;
  const { join } = options.platform.paths;
  const environment = environmentOf({
    pod,
    container,
    configuration,
    podAddress: place.address,
    essential: options.platform.essential,
  });
  const own = join(call.folder, container.name);
  const root = join(own, 'root');
  const messageFile = join(own, 'termination-log');
  await disk.makeFolder(join(root, 'tmp'));
  await disk.write(messageFile, '');
  const mounts = [
    { inside: '/', outside: root },
    { inside: container.terminationMessagePath ?? '/dev/termination-log', outside: messageFile },
    ...(image.sample === undefined
      ? []
      : [{ inside: sampleFile, outside: join(options.samples, image.sample) }]),
    ...(await volumes.mounts(container, pod, own)),
  ];
  const paths = new Mounts(mounts, [options.shim, call.folder]);
  const args = nodeArguments(image, container, environment, paths);
  const workingDir = container.workingDir ?? '/';
  const cwd = paths.outside(workingDir, '/');
  await disk.makeFolder(cwd);
  const setup: Setup = {
    environment,
    hostname: place.hostname,
    workingDir,
    mounts,
    known: [options.shim, call.folder],
  };
  const setupFile = join(own, 'setup.json');
  await disk.write(setupFile, JSON.stringify(setup));
  const flags = (await parts.permissions())({
    read: [options.shim, options.samples, call.folder, ...volumes.apart(pod)],
    write: [
      messageFile,
      join(root, isReadOnly(container) ? 'tmp' : ''),
      ...volumes.writable(container, pod),
    ],
  });
  const ports = new Set<number>();
  const streams = { stdout: log.stream(), stderr: log.stream() };
  const process = await startProcess({
    flags: [...flags, '--require', options.shim],
    arguments: args,
    cwd,
    setup: setupFile,
    platform: options.platform,
    onOutput: (file, bytes) => streams[file].write(bytes),
    onMessage: (message, answer) => hear(call, ports, message, answer),
  });
  const ended = process.ended.then((code) => {
    streams.stdout.end();
    streams.stderr.end();
    log.close();
    return code;
  });
  return {
    process: { ...process, ended },
    environment,
    mounts: paths,
    cwd,
    messageFile,
    log,
    ports,
  };
}

function isReadOnly(container: Container): boolean {
  return valueAt(container, 'securityContext', 'readOnlyRootFilesystem') === true;
}

function hear(
  call: StartCall,
  ports: Set<number>,
  message: FromPod,
  answer: (message: ToPod) => void,
): void {
  const { place, onListening } = call;
  const { network } = call.parts;
  switch (message.type) {
    case 'listening':
      place.ports.set(message.port, { real: message.real, local: message.local });
      ports.add(message.port);
      onListening();
      break;
    case 'closed':
      place.ports.delete(message.port);
      ports.delete(message.port);
      break;
    case 'route': {
      const { id, host, port } = message;
      answer({ type: 'answer', id, answer: network.route(place, host, port) });
      break;
    }
    case 'resolve':
      answer({ type: 'answer', id: message.id, answer: network.resolve(place, message.host) });
      break;
  }
}

/** What a container that has ended says of it: its message file, or the end of its log. */
export async function endMessage(
  { disk }: Parts,
  { messageFile, log }: RunningContainer,
  container: Container,
  code: number,
): Promise<string> {
  const said = (await disk.read(messageFile)).slice(0, 4_096);
  const fromLog = textAt(container, 'terminationMessagePolicy') === 'FallbackToLogsOnError';
  if (said !== '' || !fromLog || code === 0) {
    return said;
  }
  const lines = log.lines().slice(-80);
  return lines
    .map(({ text }) => `${text}\n`)
    .join('')
    .slice(-2_048);
}
