import type { MessageTable } from '../types.ts';

/** Sentences about the practice cluster itself; every code starts with `practice.`. */
export const practice = {
  'practice.starting': 'Starting the practice cluster …',
  'practice.replacing':
    'The practice cluster is one of version {version}, which nobody uses: it is replaced.',
  'practice.failed':
    'The practice cluster could not be started: {reason}. Its log is {path}; try again when that is mended.',
  'practice.slow':
    'The practice cluster did not come up or go down within {seconds} s. Its log is {path}; try again.',
  'practice.other-protocol':
    'A practice cluster of another version of Chaos Workbench runs (process {pid}). Close its windows, or end that process, and try again.',
  'practice.runs':
    'The practice cluster runs (process {pid}, version {version}), used by {count} {count|program|programs}.',
  'practice.kept': 'It goes on until `chaos-workbench practice down`.',
  'practice.none': 'No practice cluster runs. `chaos-workbench practice up` starts one.',
  'practice.up':
    'The practice cluster runs as long as this command does, or others use it; Ctrl+C lets it go. In other terminals use KUBECONFIG={path}',
  'practice.stopped': 'The practice cluster has been stopped.',
  'practice.gone':
    'The practice cluster’s process is gone. Its log is {path}; `chaos-workbench practice up` starts a new one.',
  'editor.practice.name': 'Practice cluster',
  'editor.practice.tip':
    'A Kubernetes to practise on: it runs on this machine and needs nothing installed. Click to start it.',
  'editor.practice.state.off': 'not running, click to start',
  'editor.practice.state.starting': 'starting …',
  'editor.practice.state.stopping': 'stopping …',
  'editor.practice.state.running': 'running',
  'editor.practice.state.failed': 'not running',
  'editor.practice.gone':
    'The practice cluster’s process is gone, and what was in the cluster with it. Start it again; its log is {path}.',
  'editor.practice.not-running':
    'Experiments of this window run on the practice cluster, which is not running. Start it (Chaos: Start Practice Cluster), or choose another cluster.',
  'editor.practice.no-workspace':
    'The lesson’s experiments are not in this window. Open them first (Chaos: Open Practice Workspace).',
  'editor.practice.workspace-failed':
    'The experiments can’t be written to {folder}: {reason}. Choose another folder.',
  'editor.practice.folder.title': 'Where should the lesson’s experiments be?',
  'editor.practice.folder.own': 'In the extension’s own folder',
  'editor.practice.folder.other': 'In a new folder of my choice…',
  'editor.practice.folder.other-detail': 'A folder “chaos-practice” is made in it',
  'editor.practice.folder.choose': 'Put It Here',
  'workbench.usage-practice':
    'chaos-workbench practice {value}: there is no such thing; say up, down or status.',
} satisfies MessageTable;
