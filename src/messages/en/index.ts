import type { MessageTable } from '../types.ts';
import { editor } from './editor.ts';
import { editorExplorer } from './editor-explorer.ts';
import { engine } from './engine.ts';
import { engineValues } from './engine-values.ts';
import { experiment } from './experiment.ts';
import { experimentPatterns } from './experiment-patterns.ts';
import { kubernetes } from './kubernetes.ts';
import { kubernetesConnection } from './kubernetes-connection.ts';
import { samples } from './samples.ts';
import { workbench } from './workbench.ts';

/** Every sentence in English. */
export const en: MessageTable = {
  ...experiment,
  ...experimentPatterns,
  ...engine,
  ...engineValues,
  ...kubernetes,
  ...kubernetesConnection,
  ...workbench,
  ...samples,
  ...editor,
  ...editorExplorer,
};
