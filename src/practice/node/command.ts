import { expanded } from './environment.ts';
import type { Image } from './images.ts';
import type { Mounts } from './mounts.ts';
import type { Container } from './spec.ts';

/** A container that cannot be started; the text is what its status says. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Options of Node.js that take the next word as their value. */
const withCode = new Set(['-e', '--eval', '-p', '--print', '-pe']);

/** Options of Node.js that a container may use: none opens more of this machine to it. */
const harmless =
  /^(--(enable-source-maps|no-warnings|expose-gc|trace-[a-z-]+|unhandled-rejections=\w+|input-type=\w+|max-old-space-size=\d+|max-semi-space-size=\d+|stack-trace-limit=\d+)|-v|--version)$/;

/**
 * The arguments with which Node.js runs a container's command.
 * @param mounts of the container
 * @throws StartError for anything but Node.js, or `sleep`
 */
export function nodeArguments(
  image: Image,
  { command, args, workingDir = '/' }: Container,
  environment: Readonly<Record<string, string>>,
  mounts: Mounts,
): string[] {
  const words = [
    ...(command ?? image.entrypoint),
    ...(args ?? (command === undefined ? image.arguments : [])),
  ].map((word) => expanded(word, environment));
  const [first = '', ...rest] = words;
  if (/^(\/usr\/local\/bin\/|\/usr\/bin\/)?node$/.test(first)) {
    return optionsAndFile(rest, mounts, workingDir);
  }
  if (first === 'sleep') {
    return ['-e', sleeping(rest[0] ?? '')];
  }
  // As the image's own entrypoint has it: what is no command is for Node.js.
  if (command === undefined && (first.startsWith('-') || /\.[cm]?js$/.test(first))) {
    return optionsAndFile(words, mounts, workingDir);
  }
  throw new StartError(
    'failed to create containerd task: failed to create shim task: unable to start container ' +
      `process: exec: "${first}": executable file not found in $PATH: the practice cluster runs ` +
      'only node and sleep',
  );
}

function optionsAndFile(words: readonly string[], mounts: Mounts, workingDir: string): string[] {
  const options: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (withCode.has(word)) {
      return [...options, ...words.slice(index)];
    }
    if (!word.startsWith('-')) {
      return [...options, mounts.outside(word, workingDir), ...words.slice(index + 1)];
    }
    if (!harmless.test(word)) {
      throw new StartError(`the practice cluster does not run node with the option ${word}`);
    }
    options.push(word);
  }
  return options;
}

function sleeping(time: string): string {
  const seconds = /^\d+(\.\d+)?$/.test(time) ? Number(time) : Number.POSITIVE_INFINITY;
  return Number.isFinite(seconds) && seconds < 1_000_000
    ? `setTimeout(() => {}, ${seconds * 1000})`
    : 'setInterval(() => {}, 1_000_000)';
}
