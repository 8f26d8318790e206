import { HumanError, isHumanError } from '../../messages/error.ts';
import { asError, failureText } from '../failure-text.ts';
import { Interrupted } from '../interrupted.ts';
import type { Masker } from '../mask.ts';
import { truthy } from '../python/compare.ts';
import { str } from '../python/text.ts';
import { isPyObject, type PyObject, type PyValue } from '../python/value.ts';
import type { RunContext } from '../run-context.ts';
import { secretValues } from '../secrets.ts';
import { substitute } from '../substitute.ts';
import {
  argumentsOf,
  controlsAt,
  globalControls,
  type Level,
  moduleName,
  namedControls,
} from './applying.ts';
import type { ControlModule } from './control.ts';
import { type HandlerEvent, Handlers } from './handlers.ts';
import { LiveJournal, type StateOf } from './live-journal.ts';
import { nativeControl } from './native/index.ts';
import { PythonControl } from './python-control.ts';
import { type SharedObjects, SharedPython } from './shared-python.ts';

/** What a control stands around. */
export interface Around {
  level: Level;
  context: PyObject;
  /** JSON pointer of the context in the experiment, when it is in there. */
  pointer?: string;
  thread?: boolean;
}

/** Milliseconds that controls may take for what comes after a run was cut. */
const lastWords = 30_000;

/** The controls of one run: which there are, when they are called, and what they change. */
export class Controls {
  readonly #run: RunContext;
  readonly #masker: Masker;
  readonly #cut: AbortSignal;
  readonly #modules = new Map<string, ControlModule>();
  readonly #python: SharedPython;
  readonly #journal: LiveJournal;
  readonly #handlers: Handlers;
  #globals: PyObject[];

  constructor(run: RunContext, masker: Masker, cut: AbortSignal) {
    this.#run = run;
    this.#masker = masker;
    this.#cut = cut;
    this.#globals = globalControls(run.request.settings, run.request.controlFiles);
    this.#journal = new LiveJournal(run.emitter);
    this.#python = new SharedPython(run, this.#shared());
    this.#handlers = new Handlers(run, this.#python, this.#journal);
  }

  /**
   * Configures all controls, those of the settings first.
   * @throws HumanError when there is no Python for one that needs it
   */
  async configure(): Promise<void> {
    const { log } = this.#run.emitter;
    const own = namedControls(this.#run.experiment);
    await this.#load([...this.#globals, ...own]);
    log('DEBUG', 'Initializing controls');
    const kept: PyObject[] = [];
    for (const control of this.#globals) {
      if (await this.#configureOne(control, true)) {
        kept.push(control);
      }
    }
    this.#globals = kept;
    for (const control of own) {
      await this.#configureOne(control, false);
    }
  }

  /**
   * Plays something with its controls around it: `before` those, then the body, and then `after`
   * those whatever became of it.
   * @param body is given what to call once there is a state to be told
   * @throws Interrupted when a control wants the run to end
   */
  async around<T>(what: Around, body: (state: (of: StateOf) => void) => Promise<T>): Promise<T> {
    let state: StateOf | undefined;
    try {
      await this.#apply(what, 'before', undefined);
      return await body((of) => {
        state = of;
      });
    } finally {
      await this.#apply(what, 'after', state);
    }
  }

  /** The first half of `around`, for the experiment. */
  begin(what: Around): Promise<void> {
    return this.#apply(what, 'before', undefined);
  }

  /** The second half. What it throws is dropped. */
  async end(what: Around, state: StateOf): Promise<void> {
    try {
      await this.#apply(what, 'after', state);
    } catch (error) {
      this.#run.emitter.log('DEBUG', `Failed to close controls: ${failureText(error)}`);
    }
  }

  /** What is known of something that was played, with all that controls have changed. */
  read(of: StateOf): PyValue {
    return this.#journal.read(of);
  }

  /** Whether a control has registered a handler of events. */
  get listens(): boolean {
    return this.#python.listens;
  }

  /**
   * Tells the handlers that controls have registered of an event.
   * @throws Interrupted when one wants the run to end
   */
  async tell(event: HandlerEvent): Promise<void> {
    try {
      await this.#handlers.tell(event, this.#signal());
    } catch (error) {
      this.#judge(asError(error), `handler of '${event.name}'`);
    }
  }

  /** How a check of the hypothesis came out, before its controls are told. */
  judged(of: StateOf, met: boolean): void {
    this.#journal.judged(of, met);
  }

  /** Lets all controls clean up; never throws. */
  async cleanup(): Promise<void> {
    const controls = [...namedControls(this.#run.experiment), ...this.#globals];
    for (const control of controls) {
      await this.#attempt(control, 'Control cleanup', async (module) => {
        await module.cleanup?.({ control, run: this.#run, signal: this.#signal(), thread: false });
      }).catch(() => {});
    }
  }

  /** Tells of modules that can't be had, and leaves global controls of such out. */
  async #load(controls: PyObject[]): Promise<void> {
    const missing = new Set<PyValue>();
    for (const control of controls) {
      const module = moduleName(control);
      if (module === undefined || nativeControl(module) !== undefined) {
        continue;
      }
      const bridge = await this.#run.python.get();
      await bridge.ready();
      const signal = this.#signal();
      const { value } = await bridge.ask({ op: 'load', module }, { signal });
      if (value === false) {
        missing.add(control);
        const args = {
          module,
          name: str(control['name'] ?? null),
          path: await bridge.interpreter(),
        };
        this.#run.emitter.log('WARNING', new HumanError('engine.control-missing', args).message);
      }
    }
    this.#globals = this.#globals.filter((control) => !missing.has(control));
  }

  async #configureOne(control: PyObject, global: boolean): Promise<boolean> {
    const name = str(control['name'] ?? null);
    this.#run.emitter.log('DEBUG', `Initializing control '${name}'`);
    return this.#attempt(control, 'Control initialization', async (module) => {
      await module.configure?.({
        control,
        arguments: argumentsOf(control),
        run: this.#run,
        signal: this.#signal(),
        thread: false,
        global,
      });
    });
  }

  /** Whether a call of a control went well; what went wrong is only logged. */
  async #attempt(
    control: PyObject,
    what: string,
    call: (module: ControlModule) => Promise<void>,
  ): Promise<boolean> {
    const module = this.#module(control);
    try {
      await (module && call(module));
      return true;
    } catch (error) {
      this.#cut.throwIfAborted();
      const name = str(control['name'] ?? null);
      this.#run.emitter.log('DEBUG', `${what} '${name}' failed: ${failureText(error)}`);
      return false;
    }
  }

  async #apply(what: Around, when: 'before' | 'after', of: StateOf | undefined): Promise<void> {
    const { level, context, pointer, thread = false } = what;
    const { experiment, emitter } = this.#run;
    const before = of === undefined ? null : this.#journal.read(of);
    const state = of === undefined ? null : this.#journal.read(of);
    const controls = controlsAt(level, this.#globals, experiment, context);
    try {
      for (const control of controls) {
        const scope = control['scope'] ?? null;
        const module = this.#module(control);
        if (module === undefined || (truthy(scope) && scope !== when)) {
          continue;
        }
        const name = str(control['name'] ?? null);
        emitter.log('DEBUG', `Applying ${when}-control '${name}' on '${level}'`);
        try {
          await module.apply({
            control,
            arguments: this.#substituted(control),
            run: this.#run,
            signal: this.#signal(),
            thread,
            level,
            when,
            context,
            ...(pointer === undefined ? {} : { pointer }),
            state,
          });
        } catch (error) {
          this.#judge(asError(error), `${when}-control '${name}'`);
        }
      }
    } finally {
      if (of !== undefined) {
        this.#journal.tell(of, before, state);
      }
    }
  }

  /** Only what ends the run is more than a line in the log. */
  #judge(error: Error, what: string): void {
    if (error instanceof Interrupted) {
      throw error;
    }
    if (this.#cut.aborted && (error.name === 'AbortError' || !isHumanError(error))) {
      throw new Interrupted();
    }
    this.#run.emitter.log('DEBUG', `${what} failed: ${failureText(error)}`);
  }

  #module(control: PyObject): ControlModule | undefined {
    const name = moduleName(control);
    if (name === undefined) {
      return undefined;
    }
    const known = this.#modules.get(name);
    if (known !== undefined) {
      return known;
    }
    const module = nativeControl(name)?.() ?? new PythonControl(this.#python);
    this.#modules.set(name, module);
    return module;
  }

  #substituted(control: PyObject): PyObject {
    const given = argumentsOf(control);
    const { configuration, secrets } = this.#run.scope;
    if (!truthy(configuration) && !truthy(secrets)) {
      return given;
    }
    const substituted = substitute(given, this.#run.scope);
    return isPyObject(substituted) ? substituted : {};
  }

  #shared(): SharedObjects {
    return {
      values: () => ({
        experiment: this.#run.experiment,
        configuration: this.#run.scope.configuration,
        secrets: this.#run.scope.secrets,
        settings: this.#run.request.settings ?? null,
      }),
      changed: (names) => {
        if (names.includes('experiment')) {
          this.#run.state.rewritten = true;
        }
        if (names.includes('secrets')) {
          this.#masker.add(secretValues(this.#run.scope.secrets));
        }
      },
    };
  }

  /** A run that is cut lets its controls finish, within bounds. */
  #signal(): AbortSignal {
    const { kill } = this.#run.request;
    return this.#cut.aborted
      ? AbortSignal.any([AbortSignal.timeout(lastWords), ...(kill.aborted ? [] : [kill])])
      : this.#cut;
  }
}
