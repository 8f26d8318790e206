import type { MessageTable } from '../types.ts';
import { ci } from './ci.ts';
import { create } from './create.ts';
import { debugging } from './debugging.ts';
import { discover } from './discover.ts';
import { doors } from './doors.ts';
import { editor } from './editor.ts';
import { editorExplorer } from './editor-explorer.ts';
import { enginePython } from './engine-python.ts';
import { engineVault } from './engine-vault.ts';
import { engineVerdict } from './engine-verdict.ts';
import { experiment } from './experiment.ts';
import { explorerObjects } from './explorer-objects.ts';
import { explorerRows } from './explorer-rows.ts';
import { kubernetesActivities } from './kubernetes-activities.ts';
import { kubernetesConnection } from './kubernetes-connection.ts';
import { lesson } from './lesson.ts';
import { policy } from './policy.ts';
import { practice } from './practice.ts';
import { report } from './report.ts';
import { samples } from './samples.ts';
import { settings } from './settings.ts';
import { targets } from './targets.ts';
import { undo } from './undo.ts';
import { workbench } from './workbench.ts';
import { workbenchPython } from './workbench-python.ts';

/** Sentences in Japanese; what is missing is said in English. */
export const ja: MessageTable = {
  ...engineVerdict,
  ...experiment,
  ...engineVault,
  ...enginePython,
  ...kubernetesActivities,
  ...kubernetesConnection,
  ...policy,
  ...workbench,
  ...workbenchPython,
  ...report,
  ...samples,
  ...practice,
  ...lesson,
  ...settings,
  ...targets,
  ...undo,
  ...editor,
  ...create,
  ...ci,
  ...discover,
  ...debugging,
  ...doors,
  ...editorExplorer,
  ...explorerObjects,
  ...explorerRows,
};
