import type { MessageTable } from '../types.ts';
import { debugging } from './debugging.ts';
import { doors } from './doors.ts';
import { editor } from './editor.ts';
import { editorExplorer } from './editor-explorer.ts';
import { engine } from './engine.ts';
import { enginePython } from './engine-python.ts';
import { engineValues } from './engine-values.ts';
import { engineVault } from './engine-vault.ts';
import { experimentPatterns } from './experiment-patterns.ts';
import { explorerObjects } from './explorer-objects.ts';
import { explorerRows } from './explorer-rows.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesConnection } from './kubernetes-connection.ts';
import { kubernetesNodes } from './kubernetes-nodes.ts';
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

/** Sentences in English, but those of parts that bring their own: see `teach`. */
export const en: MessageTable = {
  ...experimentPatterns,
  ...engine,
  ...engineValues,
  ...engineVault,
  ...enginePython,
  ...kubernetes,
  ...kubernetesConnection,
  ...kubernetesNodes,
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
  ...debugging,
  ...doors,
  ...editorExplorer,
  ...explorerObjects,
  ...explorerRows,
};
