import { parentPort, workerData } from 'node:worker_threads';
import { checkHandlers } from './check.ts';
import { clusterHandlers } from './cluster.ts';
import { historyHandlers } from './history.ts';
import type { HostMethods, WorkerMethods, WorkerState } from './protocol.ts';
import { Endpoint } from './rpc.ts';
import { runHandlers } from './runs.ts';
import { targetsHandlers } from './targets.ts';
import { undoHandlers } from './undo.ts';

if (parentPort === null) {
  throw new Error('this file runs as a worker thread of the editor');
}

const state: WorkerState = { trusted: (workerData as { trusted?: boolean }).trusted === true };
const tools = async () => (await import('./run-tools.ts')).createRunTools();
const editor = (): Endpoint<HostMethods, WorkerMethods> => endpoint;

const endpoint = new Endpoint<HostMethods, WorkerMethods>(parentPort, {
  ...clusterHandlers(editor, state),
  ...targetsHandlers(editor, state),
  ...checkHandlers(state),
  ...undoHandlers(editor, state),
  ...historyHandlers(tools),
  ...runHandlers(editor, state, tools),
});
