import {
  BreakpointEvent,
  ContinuedEvent,
  DebugSession,
  ExitedEvent,
  InitializedEvent,
  OutputEvent,
  TerminatedEvent,
  ThreadEvent,
} from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Arrival } from '../../engine/gate.ts';
import type { Message } from '../../messages/types.ts';
import { Breakpoints, type Placed } from './breakpoints.ts';
import { passes, written } from './conditions.ts';
import type { LaunchArguments } from './configuration.ts';
import type { Debuggee, DebugHost } from './debuggee.ts';
import { pointerOfFrame } from './frames.ts';
import { Stepper, type Stop, THREADS } from './stepper.ts';
import { Views } from './views.ts';

/** What the adapter can do, as the protocol asks for it. */
const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsTerminateRequest: true,
  supportsRestartRequest: true,
  supportsConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsCompletionsRequest: true,
  supportsBreakpointLocationsRequest: true,
};

/** Lines of the log that are about something wrong. */
const alarming = /\b(WARNING|ERROR|CRITICAL)\]/;

/**
 * A debug adapter for experiments: activities are its statements. It runs inside the editor and
 * knows nothing of it: what it needs is given to it.
 */
export class ExperimentDebugSession extends DebugSession {
  readonly #host: DebugHost;
  readonly #breakpoints = new Breakpoints();
  readonly #views: Views;
  #launch: LaunchArguments | undefined;
  #debuggee: Debuggee | undefined;
  #stepper: Stepper | undefined;
  /** Settles when the run has ended; never rejects. */
  #over: Promise<void> = Promise.resolve();
  #restarting = false;

  constructor(host: DebugHost) {
    super();
    this.#host = host;
    this.#views = new Views(host);
    this.setDebuggerLinesStartAt1(true);
    this.setDebuggerColumnsStartAt1(true);
  }

  override dispose(): void {
    this.#leave().catch(() => {});
  }

  protected override initializeRequest(response: DebugProtocol.InitializeResponse): void {
    this.sendResponse({ ...response, body: capabilities });
  }

  protected override launchRequest(
    response: DebugProtocol.LaunchResponse,
    args: DebugProtocol.LaunchRequestArguments,
  ): void {
    this.#answer(response, async () => {
      this.#launch = args as LaunchArguments;
      this.#debuggee = await this.#host.open(this.#launch);
      this.#breakpoints.read(this.#debuggee.document);
      // Breakpoints are set now: only a text that was read has activities.
      this.sendEvent(new InitializedEvent());
    });
  }

  protected override configurationDoneRequest(
    response: DebugProtocol.ConfigurationDoneResponse,
  ): void {
    this.sendResponse(response);
    this.#begin();
  }

  protected override restartRequest(
    response: DebugProtocol.RestartResponse,
    args: DebugProtocol.RestartArguments,
  ): void {
    this.#answer(response, async () => {
      this.#restarting = true;
      try {
        await this.#leave();
        await this.#over;
        const launch = (args.arguments ?? this.#launch) as LaunchArguments;
        this.#debuggee = await this.#host.open(launch);
        for (const placed of this.#breakpoints.read(this.#debuggee.document)) {
          this.sendEvent(new BreakpointEvent('changed', this.#shown(placed)));
        }
      } catch (error) {
        this.sendEvent(new TerminatedEvent());
        throw error;
      } finally {
        this.#restarting = false;
      }
      this.#begin();
    });
  }

  protected override terminateRequest(response: DebugProtocol.TerminateResponse): void {
    this.#say('console', { code: 'editor.debug.stopping' });
    this.#answer(response, () => this.#leave());
  }

  protected override disconnectRequest(response: DebugProtocol.DisconnectResponse): void {
    this.#answer(response, () => this.#leave());
  }

  protected override setBreakPointsRequest(
    response: DebugProtocol.SetBreakpointsResponse,
    { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
  ): void {
    if (source.path !== this.#debuggee?.path) {
      const message = this.#host.text({ code: 'editor.debug.breakpoint.elsewhere' });
      response.body = { breakpoints: breakpoints.map(() => ({ verified: false, message })) };
    } else {
      const placed = this.#breakpoints.set(breakpoints);
      response.body = { breakpoints: placed.map((each) => this.#shown(each)) };
    }
    this.sendResponse(response);
  }

  protected override breakpointLocationsRequest(
    response: DebugProtocol.BreakpointLocationsResponse,
    { source, line, endLine = line }: DebugProtocol.BreakpointLocationsArguments,
  ): void {
    const lines =
      source.path === this.#debuggee?.path ? this.#breakpoints.lines(line, endLine) : [];
    response.body = { breakpoints: lines.map((each) => ({ line: each })) };
    this.sendResponse(response);
  }

  protected override threadsRequest(response: DebugProtocol.ThreadsResponse): void {
    response.body = { threads: this.#views.threads(this.#stepper) };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(
    response: DebugProtocol.StackTraceResponse,
    { threadId }: DebugProtocol.StackTraceArguments,
  ): void {
    const stackFrames = this.#views.stack(this.#debuggee, this.#stepper?.at(threadId));
    response.body = { stackFrames, totalFrames: stackFrames.length };
    this.sendResponse(response);
  }

  protected override scopesRequest(
    response: DebugProtocol.ScopesResponse,
    { frameId }: DebugProtocol.ScopesArguments,
  ): void {
    response.body = { scopes: this.#views.scopes(this.#debuggee, this.#pointer(frameId)) };
    this.sendResponse(response);
  }

  protected override variablesRequest(
    response: DebugProtocol.VariablesResponse,
    args: DebugProtocol.VariablesArguments,
  ): void {
    this.#answer(response, async () => {
      response.body = { variables: await this.#views.parts(args) };
    });
  }

  protected override continueRequest(response: DebugProtocol.ContinueResponse): void {
    response.body = { allThreadsContinued: true };
    this.sendResponse(response);
    this.#stepper?.continue();
  }

  protected override nextRequest(
    response: DebugProtocol.NextResponse,
    { threadId }: DebugProtocol.NextArguments,
  ): void {
    this.sendResponse(response);
    this.#stepper?.step(threadId);
  }

  protected override stepInRequest(
    response: DebugProtocol.StepInResponse,
    { threadId }: DebugProtocol.StepInArguments,
  ): void {
    this.sendResponse(response);
    this.#stepper?.step(threadId);
  }

  protected override stepOutRequest(
    response: DebugProtocol.StepOutResponse,
    { threadId }: DebugProtocol.StepOutArguments,
  ): void {
    this.sendResponse(response);
    this.#stepper?.step(threadId, true);
  }

  protected override pauseRequest(response: DebugProtocol.PauseResponse): void {
    this.sendResponse(response);
    this.#stepper?.pause();
    this.#say('console', { code: 'editor.debug.pausing' });
  }

  protected override evaluateRequest(
    response: DebugProtocol.EvaluateResponse,
    { expression, frameId }: DebugProtocol.EvaluateArguments,
  ): void {
    this.#answer(response, async () => {
      const pointer = this.#pointer(frameId);
      response.body = await this.#views.evaluated(this.#debuggee, expression, pointer);
    });
  }

  protected override completionsRequest(
    response: DebugProtocol.CompletionsResponse,
    { text, column, frameId }: DebugProtocol.CompletionsArguments,
  ): void {
    this.#answer(response, async () => {
      const typed = text.slice(0, column - 1);
      const targets = await this.#views.targets(this.#debuggee, typed, this.#pointer(frameId));
      response.body = { targets };
    });
  }

  /** The step of a frame. */
  #pointer(frameId: number | undefined): string | undefined {
    return frameId === undefined ? undefined : pointerOfFrame(frameId, this.#stepper);
  }

  #begin(): void {
    const debuggee = this.#debuggee;
    if (debuggee === undefined) {
      return;
    }
    const stepper = new Stepper(
      {
        breaks: (arrival) => this.#breaks(debuggee, arrival),
        stopped: (stop) => this.#stopped(stop),
        started: (thread) => this.sendEvent(new ThreadEvent('started', thread)),
      },
      this.#launch?.stopOnEntry === true,
    );
    this.#stepper = stepper;
    this.#over = debuggee
      .run({
        arrived: (arrival, signal, held) => stepper.arrive(arrival, signal, held),
        progress: (log) => this.#progress(debuggee, stepper, log),
      })
      .then(
        () => this.#ended(debuggee),
        (error) => this.#print('stderr', this.#host.words(error)),
      )
      .finally(() => this.#closed());
  }

  #ended({ view }: Debuggee): void {
    if (view !== undefined) {
      this.#print('console', this.#host.verdict(view));
      this.sendEvent(new ExitedEvent(view.status === 'completed' && !view.deviated ? 0 : 1));
    }
  }

  #closed(): void {
    this.#stepper?.dispose();
    if (this.#restarting) {
      for (const { thread } of this.#stepper?.background().values() ?? []) {
        this.sendEvent(new ThreadEvent('exited', thread));
      }
    } else {
      this.sendEvent(new TerminatedEvent());
    }
    this.#stepper = undefined;
  }

  /** Stops the run; nothing of it is held from now on. */
  async #leave(): Promise<void> {
    const running = this.#stepper;
    running?.dispose();
    if (running !== undefined) {
      this.sendEvent(new ContinuedEvent(THREADS.experiment, true));
      await this.#debuggee?.stop();
    }
  }

  async #breaks(debuggee: Debuggee, arrival: Arrival): Promise<boolean> {
    const evaluate = (expression: string) => debuggee.evaluate(expression, arrival.pointer);
    const results = this.#breakpoints.on(arrival).map(async ({ wish }) => {
      const { condition, logMessage } = wish;
      try {
        if (condition && !(await passes(condition, evaluate))) {
          return false;
        }
        if (logMessage) {
          this.#print('console', await written(logMessage, evaluate));
        }
        return !logMessage;
      } catch (error) {
        const args = { name: arrival.name, reason: this.#host.words(error) };
        this.#say('stderr', { code: 'editor.debug.condition-failed', args });
        // Whoever wanted a stop here looks at it rather than past it.
        return true;
      }
    });
    return (await Promise.all(results)).includes(true);
  }

  #stopped({ thread, arrival, reason }: Stop): void {
    const held = reason === 'held';
    const event: DebugProtocol.StoppedEvent = {
      seq: 0,
      type: 'event',
      event: 'stopped',
      body: {
        reason: held ? 'pause' : reason,
        threadId: thread,
        allThreadsStopped: false,
        ...(held && {
          preserveFocusHint: true,
          description: this.#host.text({ code: 'editor.debug.stopped.held' }),
        }),
        ...(reason === 'breakpoint' && {
          hitBreakpointIds: this.#breakpoints.on(arrival).map(({ id }) => id),
        }),
      },
    };
    this.sendEvent(event);
  }

  #progress({ view }: Debuggee, stepper: Stepper, log: readonly string[]): void {
    for (const line of log) {
      this.#print(alarming.test(line) ? 'stderr' : 'stdout', line);
    }
    const rows = view?.phases.method.rows.concat(view.phases.rollbacks.rows) ?? [];
    for (const [id, { thread }] of [...stepper.background()]) {
      if (rows.some((row) => row.id === id && row.state !== 'running')) {
        stepper.forget(id);
        this.sendEvent(new ThreadEvent('exited', thread));
      }
    }
  }

  #shown({ id, place }: Placed): DebugProtocol.Breakpoint {
    return place === undefined
      ? {
          id,
          verified: false,
          message: this.#host.text({ code: 'editor.debug.breakpoint.no-activity' }),
        }
      : { id, verified: true, line: place.line + 1 };
  }

  #say(category: 'console' | 'stderr', message: Message): void {
    this.#print(category, this.#host.text(message));
  }

  #print(category: 'console' | 'stdout' | 'stderr', text: string): void {
    this.sendEvent(new OutputEvent(`${text}\n`, category));
  }

  /** Answers when the work is done, with words when it fails. */
  #answer(response: DebugProtocol.Response, work: () => Promise<void>): void {
    work().then(
      () => this.sendResponse(response),
      (error) => {
        const variables = { _reason: this.#host.words(error) };
        const showUser = response.command === 'launch' || response.command === 'restart';
        this.sendErrorResponse(response, { id: 1, format: '{_reason}', variables, showUser });
      },
    );
  }
}
