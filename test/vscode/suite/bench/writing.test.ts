import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Problems } from '../../../../src/vscode/writing/problems.ts';
import { closeAll, openExperiment, until } from '../experiments.ts';

/** Keys that are typed, after some that only warm up; `pace` is the milliseconds from one to the next of a fast typist. */
const keys = { warm: 20, timed: 100, pace: 150 };

const experiment = {
  title: 'many activities',
  description: 'what the editor does at each key',
  configuration: { app: 'front' },
  method: Array.from({ length: 1000 }, (_, index) => ({
    type: 'action',
    name: `step ${index}`,
    provider: {
      type: 'python',
      module: 'chaosk8s.pod.actions',
      func: 'terminate_pods',
      arguments: { label_selector: 'app=${app}', qty: 2 },
    },
    pauses: { after: 1 },
  })),
};

/** The same in block style; all texts of it can stand without quotes. */
function toYaml(): string {
  const steps = experiment.method.map(
    ({ name, provider }) =>
      `  - type: action\n    name: ${name}\n    provider:\n      type: python\n      module: ${provider.module}\n      func: ${provider.func}\n      arguments:\n        label_selector: app=\${app}\n        qty: 2\n    pauses:\n      after: 1\n`,
  );
  return `title: t\ndescription: d\nconfiguration:\n  app: front\nmethod:\n${steps.join('')}`;
}

const texts = { json: JSON.stringify(experiment, null, 2), yaml: toYaml() } as const;

/** Milliseconds of each, in the order of the file that `test/bench/host.ts` reads. */
const figures: Record<string, number[]> = {};

/**
 * Types one key, when it is time for it.
 * @returns the middle of the function's name below it
 */
async function typed(editor: vscode.TextEditor): Promise<vscode.Position> {
  await setTimeout(keys.pace);
  const { document } = editor;
  const at = document.getText().indexOf('step 500') + 'step 500'.length;
  await editor.edit((edit) => edit.insert(document.positionAt(at), 'x'));
  return document.positionAt(
    document.getText().indexOf('terminate_pods', at) + 'terminate_'.length,
  );
}

async function complete(document: vscode.TextDocument, place: vscode.Position): Promise<void> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    place,
  );
  if (items.length === 0) {
    throw new Error('nothing was offered');
  }
}

/** Milliseconds that something takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

describe('Bench: 1,000 activities in the extension host', () => {
  afterEach(closeAll);
  after(() =>
    writeFileSync(process.env['CHAOS_WORKBENCH_BENCH_FILE'] ?? '', JSON.stringify(figures)),
  );

  for (const format of ['json', 'yaml'] as const) {
    it(`${format}: problems and completion after each key`, async function () {
      this.timeout(240_000);
      const editor = await openExperiment(texts[format], `experiment.bench.${format}`);
      const { document } = editor;
      const extension = vscode.extensions.getExtension<{ problems: Problems }>(
        'chaos-workbench.chaos-workbench',
      );
      if (extension === undefined) {
        throw new Error('the extension is missing');
      }
      const found = () => vscode.languages.getDiagnostics(document.uri);
      const { problems: finder } = await extension.activate();
      const problems: number[] = [];
      const completion: number[] = [];
      // Each by keys of its own: nobody waits for the problems before the editor offers something.
      for (let key = 0; key < keys.warm + keys.timed; key += 1) {
        await typed(editor);
        // What follows a key after a quiet moment, without that moment.
        problems.push(await timed(() => finder.check(document)));
        const place = await typed(editor);
        completion.push(await timed(() => complete(document, place)));
      }
      figures[`problems ${format}`] = problems.slice(keys.warm);
      figures[`completion ${format}`] = completion.slice(keys.warm);
      await until(vscode.languages.onDidChangeDiagnostics, () => found().length === 0);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });
  }
});
