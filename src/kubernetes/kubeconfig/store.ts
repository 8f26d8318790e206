import { stat } from 'node:fs/promises';
import type { Environment } from '../../platform/platform.ts';
import { loadKubeconfig, type ReadText } from './load.ts';
import { kubeconfigPaths, type PathPlatform } from './paths.ts';
import type { Kubeconfig } from './types.ts';

/**
 * The merged kubeconfig, read again only when one of its files has changed, appeared or gone: what
 * another program writes (`kubectl config use-context`, a cloud's CLI) is seen at the next `get`.
 */
export class KubeconfigStore {
  readonly #chosen: string | undefined;
  readonly #environment: Environment;
  readonly #platform: PathPlatform;
  readonly #read: ReadText | undefined;
  #known: { mark: string; config: Promise<Kubeconfig> } | undefined;

  constructor(
    chosen: string | undefined,
    environment: Environment,
    platform: PathPlatform,
    read?: ReadText,
  ) {
    this.#chosen = chosen;
    this.#environment = environment;
    this.#platform = platform;
    this.#read = read;
  }

  /** The files in order of precedence, whether they exist or not. */
  get paths(): string[] {
    return kubeconfigPaths(this.#chosen, this.#environment, this.#platform);
  }

  /** @throws HumanError `kubernetes.kubeconfig-*`; the next call tries again */
  async get(): Promise<Kubeconfig> {
    const mark = await this.#mark();
    if (this.#known?.mark !== mark) {
      const config = loadKubeconfig(this.#chosen, this.#environment, this.#platform, this.#read);
      const known = { mark, config };
      this.#known = known;
      config.catch(() => {
        if (this.#known === known) {
          this.#known = undefined;
        }
      });
    }
    return this.#known?.config ?? this.get();
  }

  async #mark(): Promise<string> {
    const marks = await Promise.all(
      this.paths.map((path) =>
        stat(path).then(
          ({ mtimeMs, size, ino }) => [path, mtimeMs, size, ino],
          () => [path],
        ),
      ),
    );
    return JSON.stringify(marks);
  }
}
