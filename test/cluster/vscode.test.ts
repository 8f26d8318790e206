import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { format } from '../../src/messages/format.ts';
import { bundleSuites } from '../vscode/bundle.ts';
import type { Look } from '../vscode/editor.ts';
import { findVSCode, launch } from '../vscode/launch.ts';
import { type LessonPlace, lessonPlace, manifests } from '../vscode/lesson-place.ts';
import { session } from '../vscode/session.ts';
import { deploy, podsOf } from './lesson-support.ts';
import { type Audited, audited, clusterProgram } from './support.ts';

const lens = (text: string) => ({ selector: '.codelens-decoration a', text });
const row = (text: string) => ({ selector: '.pane-body .monaco-list-row', text });
const button = (text: string) => ({
  selector: `.monaco-dialog-box .monaco-button:text-is("${text}")`,
});
const minute = 60_000;
const always = format({ code: 'editor.consent.run-always' });
const putBack = format({ code: 'editor.undo.yes' });
const once = format({ code: 'editor.consent.run' });

/**
 * Runs the experiment in the active editor and gives the panel's text when it has ended.
 * @param answer the button to press when the editor asks; undefined where it must not ask
 */
async function run(editor: Look, answer: string | undefined, verdict: string): Promise<string> {
  await editor.click(lens('Run experiment'));
  if (answer !== undefined) {
    await editor.click({ ...button(answer), timeout: minute });
  }
  return editor.webviewText({ selector: `.verdict.${verdict}`, timeout: 2 * minute });
}

/** The faults the editor's runs asked for, where the cluster can tell. */
async function faults(use: () => Promise<void>): Promise<Audited[] | undefined> {
  if (clusterProgram === undefined) {
    await use();
    return undefined;
  }
  const filter = { verb: 'delete', userAgent: 'chaos-workbench' };
  const { changes } = await audited(filter, use);
  return changes;
}

/** A place with the samples, and the environment in which the editor finds them. */
async function samples(name: string): Promise<[LessonPlace, Record<string, string>]> {
  const place = await lessonPlace(name);
  const url = await deploy(place, 'v1');
  const { kubeconfig, namespace } = place;
  return [place, { KUBECONFIG: kubeconfig, FRONTEND_URL: url, SAMPLES_NAMESPACE: namespace }];
}

suite('the lesson, by clicks in VS Code', () => {
  test('pod experiment, deployment experiment with v1 and v2; the explorer follows', async () => {
    const [place, env] = await samples('vscode-lesson');
    try {
      await session({ folder: manifests, env }, (editor) => lesson(editor, place));
    } finally {
      await place.remove();
    }
  });

  test('a run on a cluster leaves the globals of the extension host alone', async () => {
    const [place, env] = await samples('vscode-globals');
    try {
      await bundleSuites();
      await launch(await findVSCode(), { suite: 'cluster', folder: manifests, trusted: true, env });
    } finally {
      await place.remove();
    }
  });
});

async function lesson(editor: Look, place: LessonPlace): Promise<void> {
  const { namespace } = place;
  await editor.open('experiment.pod.json');
  await editor.waitFor(lens('practice · vscode-lesson'));
  await editor.page.keyboard.press('Control+End');
  await editor.click(lens('Show targets'));
  await editor.waitFor({ ...lens(`hits 1 of 2 pods in ${namespace}: front-`), timeout: minute });
  await editor.page.keyboard.press('Control+Home');
  await editor.click({ selector: '.action-label[aria-label="Chaos"]' });
  await editor.waitFor({ ...row('front2/2'), timeout: minute });
  const before = await podsOf(place, 'front');

  const podFaults = await faults(async () => {
    const shown = run(editor, once, 'good');
    await editor.waitFor({ ...row('Gone'), timeout: minute });
    assert.match(await shown, /The hypothesis held/);
  });
  await editor.waitGone({ ...row('Gone'), timeout: minute });
  await editor.waitFor({ ...row('front2/2'), timeout: minute });
  const after = new Set((await podsOf(place, 'front')).map(({ uid }) => uid));
  const gone = before.filter(({ uid }) => !after.has(uid));
  assert.equal(gone.length, 1, 'one pod was replaced');
  const [pod] = gone;
  assertOnce(podFaults, 'pods', `${namespace}/${pod?.name}`);

  await editor.open('experiment.deployment.json');
  const deploymentFaults = await faults(async () => {
    assert.match(
      await run(editor, always, 'bad'),
      /front service must still respond.*stopped holding/s,
    );
  });
  assertOnce(deploymentFaults, 'deployments.apps', `${namespace}/back`);
  await editor.waitFor(lens('last: deviated'));
  await editor.waitGone(row('back-'));

  await editor.webviewClick({ selector: 'vscode-button', text: 'Undo: put back deployment back' });
  await editor.click({ ...button(putBack), timeout: minute });
  await editor.waitFor({ ...row('back2/2'), timeout: minute });
  await editor.waitFor({ selector: '.statusbar-item', text: 'All is put back' });

  await editor.command('Chaos: Deploy Sample Services');
  await editor.click({ selector: '.quick-input-list .monaco-list-row', text: 'frontend v2' });
  const deploying = { selector: '.statusbar-item', text: 'Deploying the sample services' };
  await editor.waitFor(deploying);
  await editor.waitGone({ ...deploying, timeout: 2 * minute });
  assert.match(await run(editor, undefined, 'good'), /The hypothesis held/);
  await editor.waitFor(lens('last: completed'));
}

/** The audit log tells exactly one fault of this kind, on this object. */
function assertOnce(changes: Audited[] | undefined, resource: string, object: string): void {
  const seen = changes?.map((change) => `${change.count} ${change.resource} ${change.object}`);
  assert.deepEqual(seen ?? [`1 ${resource} ${object}`], [`1 ${resource} ${object}`]);
}
