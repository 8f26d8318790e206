import type { MessageTable } from '../types.ts';
import { editor } from './editor.ts';
import { engine } from './engine.ts';
import { experiment } from './experiment.ts';
import { kubernetes } from './kubernetes.ts';
import { workbench } from './workbench.ts';

/** Every sentence in English. */
export const en: MessageTable = {
  ...experiment,
  ...engine,
  ...kubernetes,
  ...workbench,
  ...editor,
};
