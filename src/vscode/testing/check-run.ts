import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunView } from '../../engine/view.ts';
import { activitiesOf } from '../../experiment/activities.ts';
import { isObject } from '../../experiment/json.ts';
import { errorText } from '../../messages/error.ts';
import type { Message } from '../../messages/types.ts';
import { apply } from '../../worker/patch.ts';
import type { Running } from '../running/index.ts';
import type { Services } from '../services.ts';
import { Finder } from '../writing/language.ts';
import { Reporter } from './reporter.ts';
import type { Experiment, TestTree } from './tree.ts';

/**
 * The default profile: checks experiments and plays them dry, which calls nothing and reaches no
 * cluster. The record of a dry run goes into a folder of its own and is removed.
 */
export class CheckRun {
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
    const run = this.#controller.createTestRun(request);
    const signal = signalOf(token);
    try {
      // An activity is checked with the whole of its experiment.
      const items = this.#tree.wanted(request).map(({ item }) => item.parent ?? item);
      for (const item of new Set(items)) {
        if (item.uri !== undefined) {
          const experiment = await this.#tree.read(item.uri);
          const reporter = new Reporter(this.#services, run, this.#tree, experiment, undefined);
          if (signal.aborted) {
            reporter.skipped();
          } else {
            reporter.started();
            await this.#check(experiment, reporter, signal);
          }
        }
      }
    } finally {
      run.end();
    }
  }

  async #check(experiment: Experiment, reporter: Reporter, signal: AbortSignal): Promise<void> {
    const { text } = this.#services;
    const problems = new Finder().find(experiment.text, experiment.format);
    const errors = problems.filter(({ severity }) => severity === 'error');
    for (const { range, ...problem } of problems) {
      reporter.line(`${range.start.line + 1}: ${text(problem)}`);
    }
    if (errors.length > 0) {
      reporter.problems(
        errors.map((problem) => {
          const message = new vscode.TestMessage(text(problem));
          const { line, character } = problem.range.start;
          message.location = new vscode.Location(
            experiment.uri,
            new vscode.Position(line, character),
          );
          return message;
        }),
      );
      return;
    }
    const why = vscode.workspace.isTrusted
      ? whyNotDry(experiment)
      : { code: 'editor.tests.not-dry-untrusted' };
    if (why !== undefined) {
      reporter.line(text(why));
      reporter.passed();
      return;
    }
    try {
      const view = await this.#playDry(experiment, reporter, signal);
      if (view !== undefined) {
        reporter.ended(view);
      }
    } catch (error) {
      if (signal.aborted) {
        reporter.skipped();
        return;
      }
      reporter.line(errorText(error, vscode.env.language));
      reporter.broken(error);
    }
  }

  async #playDry(
    { uri }: Experiment,
    reporter: Reporter,
    signal: AbortSignal,
  ): Promise<RunView | undefined> {
    const { job } = await (await this.#running.commands()).prepare(uri);
    const state = await mkdtemp(join(tmpdir(), 'chaos-dry-'));
    const handle = randomUUID();
    let view: RunView | undefined;
    const { worker } = this.#services;
    const listening = worker.on('run.progress', (progress) => {
      if (progress.handle === handle) {
        view = progress.view ?? (view && progress.patch ? apply(view, progress.patch) : view);
        progress.log.forEach((line) => void reporter.line(line));
      }
    });
    try {
      const { journalPath: _, ...rest } = job;
      const dry = {
        ...rest,
        options: { ...job.options, dry: 'activities' as const },
        environment: { ...job.environment, CHAOS_WORKBENCH_STATE: state },
      };
      await worker.call('run.start', { handle, job: dry }, signal);
      return view;
    } finally {
      listening.dispose();
      await rm(state, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

/** What a dry run would call all the same: a probe of the configuration, and who says it himself. */
function whyNotDry({ parsed: { value } }: Experiment): Message | undefined {
  const configuration = isObject(value ?? null)
    ? (value as { configuration?: unknown }).configuration
    : undefined;
  const asks = Object.values(configuration ?? {}).some(
    (entry) => (entry as { type?: unknown } | null)?.type === 'probe',
  );
  if (asks) {
    return { code: 'editor.tests.not-dry-asks' };
  }
  // Whatever else it says there, an activity with this key is not left out.
  const own = activitiesOf(value).find(
    ({ value: activity }) => Object.hasOwn(activity, 'dry') && activity['dry'] !== true,
  );
  const name = String(own?.value['name'] ?? '');
  return own && { code: 'editor.tests.not-dry-own', args: { name } };
}

/** A signal that is aborted with the token. */
export function signalOf(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) {
    controller.abort();
  }
  return controller.signal;
}
