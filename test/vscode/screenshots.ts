/**
 * Pictures for the README, taken in the test host, in a light and a dark theme: lens, explorer, and
 * the panel after the lesson's run that deviates. Needs a disposable cluster by
 * CHAOS_WORKBENCH_TEST_KUBECONFIG, in which the namespace `lesson` is made and removed.
 */
import { join, resolve } from 'node:path';
import { deploy } from '../cluster/lesson-support.ts';
import { lessonPlace, manifests } from './lesson-place.ts';
import { session } from './session.ts';

const media = resolve(import.meta.dirname, '../../media');
const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };
const lens = (text: string) => ({ selector: '.codelens-decoration a', text });
const row = (text: string) => ({ selector: '.pane-body .monaco-list-row', text });

/** Shows what a reader should look at, and little else. */
const plain = {
  // No tooltip comes up within the time of a picture.
  'workbench.hover.delay': 60_000,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.hideCursorInOverviewRuler': true,
  'editor.occurrencesHighlight': 'off',
  'editor.matchBrackets': 'never',
};

const place = await lessonPlace('lesson');
try {
  for (const [name, theme] of Object.entries(themes)) {
    const url = await deploy(place, 'v1');
    const settings = { ...plain, 'workbench.colorTheme': theme };
    const env = {
      KUBECONFIG: place.kubeconfig,
      FRONTEND_URL: url,
      SAMPLES_NAMESPACE: place.namespace,
    };
    const size = { width: 1180, height: 720 };
    await session({ folder: manifests, size, scale: 1.5, settings, env }, async (editor) => {
      const clip = { x: 0, y: 0, ...size };
      const shot = (picture: string, part: object = {}) =>
        editor.page.screenshot({
          path: join(media, `${picture}-${name}.png`),
          clip: { ...clip, ...part },
        });
      await editor.open('experiment.deployment.json');
      await editor.waitFor(lens('practice · lesson'));
      await editor.waitGone({ selector: '.statusbar-item', text: 'Activating' });
      await shot('lens', { height: 460 });
      await editor.click({ selector: '.action-label[aria-label="Chaos"]' });
      await editor.click(row('practiceruns go here'));
      await editor.waitFor(row('frontend'));
      await shot('explorer', { height: 460 });
      await editor.press({ keys: 'Control+B' });
      await editor.click(lens('Run experiment'));
      await editor.click({ selector: '.monaco-dialog-box .monaco-button:text-is("Run")' });
      await editor.webviewText({ selector: '.verdict.bad', timeout: 60_000 });
      await editor.waitFor(lens('last: deviated'));
      await shot('panel-deviated');
    });
  }
} finally {
  await place.remove();
}
