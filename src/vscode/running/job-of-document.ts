import * as vscode from 'vscode';
import type { RunJob } from '../../workbench/job.ts';
import { formatOf } from '../documents.ts';
import { withOptions } from '../run-options.ts';
import type { Services } from '../services.ts';
import { runEnvironment, type Samples, type SamplesMemory } from './environment.ts';
import { chosenInterpreter } from './interpreter.ts';
import { jobOf } from './job.ts';

/** What is used of the editor's services. */
type Needs = Pick<Services, 'settings' | 'target' | 'worker' | 'runOptions'>;

/** The job of a document as it is on the screen now, with the options and variables a run of it would get. */
export async function jobOfDocument(
  document: vscode.TextDocument,
  samples: SamplesMemory,
  { settings, target, worker, runOptions }: Needs,
): Promise<RunJob> {
  const job = jobOf({
    text: document.getText(),
    format: formatOf(document),
    path: document.uri.scheme === 'file' ? document.uri.fsPath : undefined,
    folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
    target: target.value,
    kubeconfig: settings.kubeconfig.value,
    journalPath: settings.journalPath.for(document.uri),
  });
  const known = samples.all().length > 0;
  const { kubeconfig, context } = job.connection;
  const chosen: Pick<Samples, 'kubeconfig' | 'context'> = {
    kubeconfig,
    context: context ?? (known ? await currentContext(worker, kubeconfig) : undefined),
  };
  const setting = settings.environment.for(document.uri);
  const environment = runEnvironment(samples.variables(chosen), process.env, setting);
  const set = settings.interpreter.for(document.uri);
  const interpreter = set === '' ? await chosenInterpreter(document.uri) : set;
  const { policySettings } = await import('../policy-settings.ts');
  const whole = {
    ...job,
    environment,
    ...(interpreter === undefined ? {} : { python: { interpreter } }),
    policySettings: policySettings(document.uri),
  };
  return withOptions(whole, runOptions.of(document.uri.toString()));
}

/** The context that kubectl would take; a kubeconfig that can’t be read is told by the run. */
export async function currentContext(
  worker: Needs['worker'],
  kubeconfig = '',
): Promise<string | undefined> {
  try {
    const { contexts } = await worker.call('cluster.contexts', { kubeconfig });
    return contexts.find(({ current }) => current)?.name;
  } catch {
    return undefined;
  }
}
