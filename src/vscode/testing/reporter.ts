import * as vscode from 'vscode';
import type { RunView } from '../../engine/view.ts';
import type { ParsedDocument } from '../../experiment/document.ts';
import { isHumanError } from '../../messages/error.ts';
import type { Services } from '../services.ts';
import { activityResults, type Result, runResult } from './results.ts';
import type { Experiment, TestTree } from './tree.ts';

/** Tells the Test Explorer how one experiment fares: its item, and those of its activities. */
export class Reporter {
  readonly #services: Services;
  readonly #run: vscode.TestRun;
  readonly #experiment: Experiment;
  readonly #children: ReadonlyMap<string, vscode.TestItem>;
  readonly #only: string | undefined;
  readonly #shown = new Map<string, Result['state']>();

  /** @param only JSON pointer of the one activity that is asked for */
  constructor(
    services: Services,
    run: vscode.TestRun,
    tree: TestTree,
    experiment: Experiment,
    only: string | undefined,
  ) {
    this.#services = services;
    this.#run = run;
    this.#experiment = experiment;
    this.#children = tree.activities(experiment.item);
    this.#only = only;
  }

  /** It waits for its turn. */
  enqueued(): void {
    for (const item of this.#items()) {
      this.#run.enqueued(item);
    }
  }

  /** Its turn has come. */
  started(): void {
    if (this.#only === undefined) {
      this.#run.started(this.#experiment.item);
    }
  }

  /** It was not played. */
  skipped(): void {
    for (const item of this.#items()) {
      this.#run.skipped(item);
    }
  }

  /** It could not be played; where the reason names a place of the experiment, it stands there. */
  broken(error: unknown): void {
    const pointer = isHumanError(error) ? String(error.args['pointer'] ?? '') : '';
    const result: Result = { state: 'errored', message: this.#services.words(error), pointer };
    for (const item of this.#only === undefined ? [this.#experiment.item] : this.#items()) {
      this.#report(item, result);
    }
  }

  /** Problems that keep it from running, each at its place. */
  problems(messages: vscode.TestMessage[]): void {
    this.#run.failed(this.#experiment.item, messages);
    for (const item of this.#children.values()) {
      this.#run.skipped(item);
    }
  }

  /** It has no problem. */
  passed(): void {
    this.#run.passed(this.#experiment.item);
  }

  /** A line of its log. */
  line(text: string): void {
    const whole = `${text.replaceAll(/\r?\n/g, '\r\n')}\r\n`;
    this.#run.appendOutput(whole, undefined, this.#experiment.item);
  }

  /** What the run has come to so far. */
  view(view: RunView): void {
    const { text } = this.#services;
    for (const [pointer, result] of activityResults(view, text, vscode.env.language)) {
      const item = this.#children.get(pointer);
      const isNew = this.#shown.get(pointer) !== result.state;
      // A probe that was met before the method is asked again after it: only the end is told.
      const early = result.state === 'passed' && view.state !== 'ended';
      if (item !== undefined && isNew && !early) {
        this.#shown.set(pointer, result.state);
        this.#report(item, result);
      }
    }
  }

  /** How it ended. Activities whose turn did not come were skipped. */
  ended(view: RunView): void {
    this.view(view);
    if (this.#only === undefined) {
      this.#report(
        this.#experiment.item,
        runResult(view, this.#services.text, vscode.env.language),
      );
    }
    for (const [pointer, item] of this.#children) {
      const asked = this.#only === undefined || this.#only === pointer;
      if (asked && !this.#shown.has(pointer)) {
        this.#run.skipped(item);
      }
    }
  }

  /** Where something of the experiment stands. */
  location(pointer: string): vscode.Location {
    return placeOf(this.#experiment.uri, this.#experiment.parsed, pointer);
  }

  #items(): vscode.TestItem[] {
    const { item } = this.#experiment;
    if (this.#only === undefined) {
      return [item, ...this.#children.values()];
    }
    const child = this.#children.get(this.#only);
    return child === undefined ? [] : [child];
  }

  #report(item: vscode.TestItem, result: Result): void {
    const { state, duration } = result;
    switch (state) {
      case 'running':
        this.#run.started(item);
        break;
      case 'passed':
        this.#run.passed(item, duration);
        break;
      case 'skipped':
        this.#run.skipped(item);
        break;
      default:
        this.#run[state](item, this.#message(result), duration);
    }
  }

  #message({ message = '', pointer = '', expected, actual }: Result): vscode.TestMessage {
    const made =
      expected === undefined || actual === undefined
        ? new vscode.TestMessage(message)
        : vscode.TestMessage.diff(message, expected, actual);
    made.location = this.location(pointer);
    return made;
  }
}

function placeOf(uri: vscode.Uri, parsed: ParsedDocument, pointer: string): vscode.Location {
  const { start } = parsed.rangeOf(pointer.startsWith('/') ? pointer : '');
  return new vscode.Location(uri, new vscode.Position(start.line, start.character));
}
