import type { BridgeOptions, PythonBridge } from './bridge.ts';

/** Who is told what Python says by itself. */
type Hearer = Pick<BridgeOptions, 'log' | 'onSignal'>;

/** The bridge of a run, whose code is loaded when somebody needs it. */
export class LazyBridge {
  readonly #options: BridgeOptions;
  #hearer: Hearer;
  #bridge: Promise<PythonBridge> | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: BridgeOptions) {
    this.#hearer = options;
    this.#options = {
      ...options,
      log: (level, text) => this.#hearer.log(level, text),
      onSignal: (name) => this.#hearer.onSignal(name),
    };
  }

  /** From now on another one is told what Python logs and which signals it sent. */
  handOver(to: Hearer): this {
    this.#hearer = to;
    return this;
  }

  get(): Promise<PythonBridge> {
    this.#bridge ??= import('./bridge.ts').then(({ PythonBridge }) => {
      return new PythonBridge(this.#options);
    });
    return this.#bridge;
  }

  /** Lets Python end, if it was started; never rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    const bridge = await this.#bridge?.catch(() => undefined);
    await bridge?.close();
  }
}
