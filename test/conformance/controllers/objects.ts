import type { JsonObject } from '../../../src/experiment/json.ts';

const commands = {
  sleep: ['sleep', '3600'],
  true: ['node', '-e', 'process.exit(0)'],
  false: ['node', '-e', 'process.exit(1)'],
};

/** What a container does: it waits, or ends well or badly at once. */
export type Command = keyof typeof commands;

/** A container of an image that every cluster of these tests has. */
export const container = (command: Command, more: JsonObject = {}): JsonObject => ({
  name: 'main',
  image: 'node:24-alpine',
  command: commands[command],
  ...more,
});

/** Never ready, while it runs. */
export const neverReady = {
  readinessProbe: { exec: { command: ['false'] }, periodSeconds: 1 },
};

/** A pod's spec that ends fast. */
export const podSpec = (command: Command = 'sleep', more: JsonObject = {}): JsonObject => ({
  terminationGracePeriodSeconds: 1,
  containers: [container(command, more)],
});

/** A pod template with the label `app`. */
export const template = (app: string, more: JsonObject = {}): JsonObject => ({
  metadata: { labels: { app } },
  spec: podSpec('sleep', more),
});

/** A workload whose pods have the label `app` of its name. */
export const workload = (name: string, spec: JsonObject = {}): JsonObject => ({
  metadata: { name },
  spec: { selector: { matchLabels: { app: name } }, template: template(name), ...spec },
});

/** A pod of its own. */
export const pod = (name: string, labels: JsonObject, spec = podSpec()): JsonObject => ({
  metadata: { name, labels },
  spec,
});

/** A job of pods that do something short, or wait. */
export const job = (name: string, command: Command, spec: JsonObject = {}): JsonObject => ({
  metadata: { name },
  spec: { template: { spec: { restartPolicy: 'Never', ...podSpec(command) } }, ...spec },
});
