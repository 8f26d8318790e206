import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubectl, Output } from './kubectl.ts';
import { normalised } from './normalise.ts';
import type { Step, View } from './steps.ts';

const manifests = join(import.meta.dirname, 'manifests');

/** Milliseconds that a step may wait for what it is about. */
const patience = 20_000;

/**
 * Runs a session in a namespace.
 * @returns what each step wrote, as far as it must be the same on every cluster
 */
export async function runSession(
  kubectl: Kubectl,
  steps: readonly Step[],
  namespace: string,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const outputs = new Map<string, string>();
  const state = new Session(kubectl, namespace);
  await state.begin();
  try {
    for (const step of steps) {
      signal.throwIfAborted();
      outputs.set(step.name, await state.perform(step));
    }
  } finally {
    await state.end();
  }
  return outputs;
}

class Session {
  readonly #kubectl: Kubectl;
  readonly #namespace: string;
  readonly #known = new Map<string, string>();
  #nodes: string[] = [];

  constructor(kubectl: Kubectl, namespace: string) {
    this.#kubectl = kubectl;
    this.#namespace = namespace;
    this.#known.set('ns', namespace);
  }

  async begin(): Promise<void> {
    await this.#kubectl.run(['create', 'namespace', this.#namespace]);
    const { text } = await this.#kubectl.run(['get', 'nodes', '-o', 'name']);
    this.#nodes = text.split('\n').map((line) => line.replace('node/', ''));
  }

  async end(): Promise<void> {
    const home = this.#known.get('home') ?? '';
    if (home !== '') {
      await this.#kubectl.run(['uncordon', home]);
    }
    await this.#kubectl.run(['delete', 'namespace', this.#namespace, '--wait=false']);
  }

  async perform(step: Step): Promise<string> {
    for (const [word, args] of Object.entries(step.names ?? {})) {
      const { text } = await this.#kubectl.run(this.#filled(args));
      this.#known.set(word, text);
    }
    const deadline = Date.now() + patience;
    for (;;) {
      const { code, text } = await this.#once(step);
      if (step.until === undefined || step.until.test(text) || Date.now() > deadline) {
        const shown = seen(this.#normalised(text), step.view ?? 'whole');
        return `${shown}\n[exit code ${code}]`;
      }
      await sleep(250);
    }
  }

  #once({ args, follows, meanwhile }: Step): Promise<Output> {
    const filled = this.#filled(args);
    return follows === undefined
      ? this.#kubectl.run(filled)
      : this.#kubectl.follow(filled, follows, async () => {
          if (meanwhile !== undefined) {
            await this.#kubectl.run(this.#filled(meanwhile));
          }
        });
  }

  #filled(args: readonly string[]): string[] {
    const words = args.map((arg) =>
      arg
        .replace(/\{file:([\w-]+)\}/g, (_, name) => join(manifests, `${name}.yaml`))
        .replace(/\{(\w+)\}/g, (whole, word) => this.#known.get(word) ?? whole),
    );
    return words.some((word) => word === '-n' || word === '-A')
      ? words
      : ['-n', this.#namespace, ...words];
  }

  #normalised(text: string): string {
    const looked = Object.fromEntries([...this.#known].map(([word, value]) => [word, [value]]));
    return normalised(text, {
      ...looked,
      any: [],
      home: [],
      node: this.#nodes,
      files: [manifests],
    });
  }
}

function seen(text: string, view: View): string {
  const lines = text.split('\n').filter((line) => line !== '');
  switch (view) {
    case 'last':
      return lines.at(-1) ?? '';
    case 'set':
      return [...new Set(lines)].sort().join('\n');
    case 'headings':
      return lines.flatMap((line) => /^[A-Z][^:]*:/.exec(line) ?? []).join('\n');
    default:
      return text;
  }
}
