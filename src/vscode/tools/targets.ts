import * as vscode from 'vscode';
import { parseExperiment } from '../../experiment/parse.ts';
import type { Running } from '../running/index.ts';
import type { Services } from '../services.ts';
import { unknownActions } from '../testing/plan.ts';
import { requireTrust } from '../trust.ts';
import { documentAt } from './files.ts';
import type { Input } from './input.ts';
import { targetsText } from './targets-text.ts';

/** Tells what an experiment would hit now, by the plans that a run makes. Changes nothing. */
export async function previewTargets(
  input: Input,
  { worker, text }: Services,
  running: Running,
  signal: AbortSignal,
): Promise<string> {
  requireTrust();
  const { uri } = await documentAt(input.text('path'), signal);
  const { job } = await (await running.commands()).prepare(uri);
  const previews = await worker.call('run.targets', { job }, signal);
  const { value } = parseExperiment(job.text, job.format);
  const unknown = unknownActions(value, previews, job.options.dry).map(
    ({ pointer, name = '' }) => ({
      pointer,
      name,
    }),
  );
  return targetsText(vscode.workspace.asRelativePath(uri), previews, unknown, text);
}
