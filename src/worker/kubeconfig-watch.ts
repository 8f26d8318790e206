/** Tells when a kubeconfig that the explorer shows is written; one at a time. */
export class KubeconfigWatch {
  readonly #changed: () => void;
  #current: { key: string; watch: Disposable } | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Watches these files from now on, and no others. */
  async set(paths: readonly string[]): Promise<void> {
    const { watchFiles } = await import('../kubernetes/kubeconfig/watch-files.ts');
    const key = paths.join('\n');
    if (this.#current?.key !== key) {
      this.#current?.watch[Symbol.dispose]();
      this.#current = { key, watch: watchFiles(paths, this.#changed) };
    }
  }
}
