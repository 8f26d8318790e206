import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** What a command did. */
export interface Output {
  code: number;
  /** Of both streams: what went to the standard one comes first. */
  text: string;
}

/** The cluster's own kubectl, against one server. */
export interface Kubectl {
  run(args: readonly string[]): Promise<Output>;
  /**
   * Runs a command that follows something until it has written what is waited for; then it is ended.
   * @param meanwhile happens once it has written something
   */
  follow(
    args: readonly string[],
    until: RegExp,
    meanwhile?: () => Promise<unknown>,
  ): Promise<Output>;
}

/** The cluster's tool takes what begins with a dash for its own, until it has seen a word. */
function verbFirst(args: readonly string[], own: readonly string[]): string[] {
  const named = args[0] === '-n' ? 2 : 0;
  const [verb = '', ...rest] = args.slice(named);
  return [verb, ...own, ...args.slice(0, named), ...rest];
}

/** Milliseconds that a command may take. */
const limit = 120_000;

/**
 * @param program the cluster's tool, whose `kubectl` this is
 * @param cache folder for what it keeps of discovery
 */
export function kubectlOf(program: string, kubeconfig: string, cache: string): Kubectl {
  const own = ['--kubeconfig', kubeconfig, '--cache-dir', cache];
  const start = (args: readonly string[]) =>
    spawn(program, ['kubectl', ...verbFirst(args, own)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limit,
      env: { ...process.env, KUBECTL_EXTERNAL_DIFF: 'diff -u -N' },
    });

  return {
    async run(args) {
      const child = start(args);
      const code = new Promise<number>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (status) => resolve(status ?? -1));
      });
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
      return { code: await code, text: out + err };
    },

    async follow(args, until, meanwhile) {
      const child = start(args);
      let written = '';
      let begun: Promise<unknown> | undefined;
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8');
        stream.on('data', (chunk: string) => {
          written += chunk;
          begun ??= meanwhile?.();
          if (until.test(written)) {
            child.kill();
          }
        });
      }
      await new Promise<void>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', () => resolve());
      });
      await begun;
      return { code: 0, text: written };
    },
  };
}
