import type { MessageTable } from '../types.ts';

/** Sentences of the editor: lenses, panel, questions. */
export const editor: MessageTable = {
  'editor.worker-gone':
    'The engine stopped ({reason}), and with it what it was doing. The next command starts it again; look at the cluster before you run an experiment again.',
  'editor.untrusted':
    'This workspace is in Restricted Mode: experiments can be read and checked, not run. Trust the workspace to run them.',
  'editor.not-an-experiment':
    'There is no experiment in the active editor. Open one (a JSON or YAML file with a title and a method) and try again.',
};
