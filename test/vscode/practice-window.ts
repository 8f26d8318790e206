import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { teachCreate } from '../../src/messages/create.ts';
import { format } from '../../src/messages/format.ts';
import type { Look } from './editor.ts';
import { choose } from './menu.ts';
import { session } from './session.ts';

teachCreate();

export const minute = 60_000;

/** A row of a view of the sidebar. */
export const row = (text: string) => ({ selector: '.pane-body .monaco-list-row', text });

/** A choice of the list that is open. */
export const pick = (text: string) => ({ selector: '.quick-input-list .monaco-list-row', text });

export const lens = (text: string) => ({ selector: '.codelens-decoration a', text });

/** Opens the menu of a workload, and chooses the fault. */
export async function createFor(
  editor: Look,
  workload: { selector: string; text: string },
  fault: string,
): Promise<void> {
  const offered = pick(format({ code: fault }));
  await choose(editor, workload, 'Create Experiment for', offered);
  await editor.click(offered);
  await editor.waitFor({ selector: '.tab.active', text: 'Untitled' });
  await editor.waitFor(lens('Run experiment'));
}

/**
 * A window whose practice cluster runs the sample services.
 * @param use is given the window, and the path of the cluster's kubeconfig
 */
export async function practice(
  use: (editor: Look, kubeconfig: string) => Promise<void>,
): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'explorer-'));
  const env = {
    KUBECONFIG: join(home, 'none'),
    CHAOS_WORKBENCH_STATE: join(home, 'state'),
    FRONTEND_URL: undefined,
  };
  try {
    const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
    await session({ env, settings, size: { width: 1440, height: 900 } }, async (editor) => {
      await editor.click({ selector: '.action-label[aria-label="Chaos"]', timeout: minute });
      await editor.click(row('Practice clusternot running'));
      await editor.waitFor({ ...row('Practice clusterrunning'), timeout: minute });
      await editor.command('Chaos: Deploy Sample Services');
      await editor.click(pick('frontend v1'));
      await editor.waitFor({ ...row('back2/2'), timeout: minute });
      await use(editor, join(home, 'state', 'practice', 'kubeconfig'));
    });
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
