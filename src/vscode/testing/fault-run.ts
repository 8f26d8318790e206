import * as vscode from 'vscode';
import type { Running } from '../running/index.ts';
import type { Start } from '../running/runs.ts';
import type { Services } from '../services.ts';
import { requireTrust } from '../trust.ts';
import { signalOf } from './check-run.ts';
import { confirmText, isAgreed, type Planned } from './confirm-text.ts';
import { planOf } from './plan.ts';
import { Reporter } from './reporter.ts';
import type { TestTree } from './tree.ts';

/** Why a run is cut, as its journal tells. */
const byHand = { kind: 'user', reason: 'cancelled in the Test Explorer' };

/** One run to come. */
interface Turn {
  start: Start;
  reporter: Reporter;
  planned: Planned;
}

/**
 * The profile that injects faults: one experiment after the other, through the same runs as everywhere,
 * after one question that lists all that they would hit.
 */
export class FaultRun {
  readonly #controller: vscode.TestController;
  readonly #services: Services;
  readonly #running: Running;
  readonly #tree: TestTree;

  constructor(
    controller: vscode.TestController,
    services: Services,
    running: Running,
    tree: TestTree,
  ) {
    this.#controller = controller;
    this.#services = services;
    this.#running = running;
    this.#tree = tree;
  }

  async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    requireTrust();
    const run = this.#controller.createTestRun(request);
    const signal = signalOf(token);
    try {
      const turns = await this.#turns(request, run, signal);
      const go = turns.length > 0 && !signal.aborted && (await this.#confirmed(turns));
      for (const turn of turns) {
        if (go && !signal.aborted) {
          await this.#play(turn, signal);
        } else {
          turn.reporter.skipped();
        }
      }
    } finally {
      run.end();
    }
  }

  /** All that can be run; what can't says so at once. */
  async #turns(
    request: vscode.TestRunRequest,
    run: vscode.TestRun,
    signal: AbortSignal,
  ): Promise<Turn[]> {
    const turns: Turn[] = [];
    for (const { item, pointer } of this.#tree.wanted(request)) {
      const { uri } = item;
      if (uri === undefined || signal.aborted) {
        continue;
      }
      const experiment = await this.#tree.read(uri);
      const reporter = new Reporter(this.#services, run, this.#tree, experiment, pointer);
      reporter.enqueued();
      try {
        const start = await (await this.#running.commands()).prepare(uri, pointer);
        const about = { title: experiment.item.label, value: experiment.parsed.value };
        const planned = await planOf(start.job, about, this.#services.worker, signal);
        turns.push({ start, reporter, planned });
      } catch (error) {
        if (signal.aborted) {
          reporter.skipped();
        } else {
          reporter.broken(error);
        }
      }
    }
    return turns;
  }

  /** The practice cluster never asks, and what changes nothing has no reason to. */
  async #confirmed(turns: readonly Turn[]): Promise<boolean> {
    const { practice, text } = this.#services;
    const planned = turns.map((turn) => turn.planned);
    const asks = planned.some(
      ({ questions, unknown }) =>
        unknown > 0 || questions.some(({ cluster }) => !practice.is(cluster.id)),
    );
    if (!asks) {
      return true;
    }
    const { title, detail } = confirmText(planned, text);
    const yes = text({ code: 'editor.consent.run' });
    return (await vscode.window.showWarningMessage(title, { modal: true, detail }, yes)) === yes;
  }

  async #play({ start, reporter, planned }: Turn, signal: AbortSignal): Promise<void> {
    const { runs, consent } = this.#running;
    reporter.started();
    let handle: string | undefined;
    const listening = runs.onDidChange(({ session, progress }) => {
      if (session.handle === handle && progress !== undefined) {
        progress.log.forEach((line) => void reporter.line(line));
        if (session.view !== undefined) {
          reporter.view(session.view);
        }
      }
    });
    try {
      const session = await this.#toItsEnd(start, planned, signal, consent, (started) => {
        handle = started;
      });
      if (session?.view !== undefined) {
        reporter.ended(session.view);
      }
    } catch (error) {
      reporter.broken(error);
    } finally {
      listening.dispose();
    }
  }

  async #toItsEnd(
    start: Start,
    { questions }: Planned,
    signal: AbortSignal,
    consent: Running['consent'],
    began: (handle: string) => void,
  ) {
    const { runs } = this.#running;
    let session: Parameters<Parameters<typeof runs.start>[1]>[0] | undefined;
    const stop = () => {
      if (session !== undefined) {
        runs.stop(session, byHand).catch(this.#services.report);
      }
    };
    signal.addEventListener('abort', stop);
    try {
      const whole: Start = {
        ...start,
        // What has come up since the question is asked as in any other run.
        consent: async (asked) => isAgreed(questions, asked) || consent(asked),
      };
      await runs.start(whole, (started) => {
        session = started;
        began(started.handle);
      });
    } finally {
      signal.removeEventListener('abort', stop);
    }
    return session;
  }
}
