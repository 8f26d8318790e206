import type { BridgeOptions, PythonBridge } from './bridge.ts';

/** The bridge of a run, whose code is loaded when somebody needs it. */
export class LazyBridge {
  readonly #options: BridgeOptions;
  #bridge: Promise<PythonBridge> | undefined;

  constructor(options: BridgeOptions) {
    this.#options = options;
  }

  get(): Promise<PythonBridge> {
    this.#bridge ??= import('./bridge.ts').then(({ PythonBridge }) => {
      return new PythonBridge(this.#options);
    });
    return this.#bridge;
  }

  /** Lets Python end, if it was started; never rejects. */
  async close(): Promise<void> {
    const bridge = await this.#bridge?.catch(() => undefined);
    await bridge?.close();
  }
}
