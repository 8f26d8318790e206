import { spawn } from 'node:child_process';
import { HumanError } from '../../messages/error.ts';
import { abortError } from '../abort.ts';
import type { KubeExec } from '../kubeconfig/types.ts';
import type { SignIn } from './sign-in.ts';

/** More output than this is no credential. */
const longestOutput = 4 * 1024 * 1024;

/** Characters of what a program complained about that are kept for the error. */
const longestComplaint = 2_000;

/**
 * Runs a credential program to its end and gives its standard output. What it writes to standard
 * error is for the person and is passed on line by line while it runs.
 * @throws HumanError `kubernetes.exec-missing`, `kubernetes.exec-failed`, `kubernetes.exec-slow`;
 * the signal's reason
 */
export async function runPlugin(
  exec: KubeExec,
  environment: Record<string, string>,
  signIn: SignIn,
  signal: AbortSignal,
): Promise<string> {
  const { source, platform } = signIn;
  const facts = { command: exec.command, source };
  const missing = (reason: string) =>
    new HumanError('kubernetes.exec-missing', {
      ...facts,
      reason,
      hint: exec.installHint?.trim() || 'Install it, or correct the kubeconfig.',
    });
  const program = await platform.findProgram(exec.command, environment);
  if (program === null) {
    throw missing('it is not found on the PATH');
  }
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(program, exec.args ?? [], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: platform.processGroups,
    windowsHide: true,
  });
  const end = (error: Error) => {
    reject(error);
    if (child.pid !== undefined) {
      void platform.killTree(child.pid);
    }
  };
  const seconds = signIn.pluginLimit / 1000;
  const timer = setTimeout(
    () => end(new HumanError('kubernetes.exec-slow', { ...facts, seconds })),
    signIn.pluginLimit,
  );
  const abort = () => end(abortError(signal));
  signal.addEventListener('abort', abort, { once: true });

  const output: Buffer[] = [];
  let size = 0;
  let complaint = '';
  let line = '';
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    output.push(chunk);
    if (size > longestOutput) {
      end(new HumanError('kubernetes.exec-answer', { ...facts, reason: 'it writes too much' }));
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-longestComplaint);
    const lines = (line + text).split(/\r?\n/);
    line = lines.pop() ?? '';
    for (const each of lines) {
      signIn.onPluginOutput?.(each);
    }
  });
  child.on('error', (error) => reject(missing(error.message)));
  child.on('close', (code, by) => {
    if (line !== '') {
      signIn.onPluginOutput?.(line);
    }
    if (code === 0) {
      resolve(Buffer.concat(output).toString('utf8'));
    } else {
      const how = code === null ? `ended by ${by}` : `exit code ${code}`;
      const reason = complaint.trim() || 'it said nothing';
      reject(new HumanError('kubernetes.exec-failed', { ...facts, how, reason }));
    }
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
