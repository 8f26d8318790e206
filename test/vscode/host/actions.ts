import type { Frame, Page } from 'playwright-core';

/** How long something may take to appear, in ms, where nothing else is said. */
const patience = 15_000;

interface Wait {
  timeout?: number;
}

/** An element: by CSS selector, by a part of its text, or both. */
export interface Wanted extends Wait {
  selector?: string;
  text?: string;
}

/** What tests can do to the window, as plain data so that it can be asked for over HTTP. */
export interface Actions {
  /**
   * Waits for an element that is visible and clicks its middle, or so many pixels to the right of
   * it; a real mouse event.
   */
  click(
    wanted: Wanted & { button?: 'left' | 'right'; double?: boolean; right?: number },
  ): Promise<void>;
  hover(wanted: Wanted): Promise<void>;
  /** Waits for an element and gives its text. */
  waitFor(wanted: Wanted): Promise<string>;
  /** Waits until no such element is there. */
  waitGone(wanted: Wanted): Promise<void>;
  /** The texts of all elements in view, right now. */
  texts(params: { selector: string }): Promise<string[]>;
  /** Keys in Playwright's words, such as `Control+Shift+P`. */
  press(params: { keys: string }): Promise<void>;
  type(params: { text: string }): Promise<void>;
  /** Waits until a webview shows a text, and gives all of its text. */
  webviewText(wanted: Wanted): Promise<string>;
  webviewClick(wanted: Wanted): Promise<void>;
  /** Attributes of the elements in a webview that match, once there is one. */
  webviewAttributes(params: Wait & { selector: string; name: string }): Promise<string[]>;
  screenshot(params: { path: string }): Promise<void>;
}

export function actions(page: Page): Actions {
  /** Coordinates rather than Playwright's own click, which may scroll the workbench. */
  const middle = async ({ selector = '*', text, timeout = patience }: Wanted) => {
    const found = inView(page, selector, text).first();
    const until = Date.now() + timeout;
    for (;;) {
      await found.waitFor({ state: 'visible', timeout: Math.max(1, until - Date.now()) });
      // What is drawn again just now has no place for a moment.
      const box = await found.boundingBox({ timeout: 1_000 }).catch(() => null);
      if (box !== null) {
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      }
    }
  };
  return {
    async click({ button = 'left', double = false, right = 0, ...wanted }) {
      const { x, y } = await middle(wanted);
      await page.mouse.click(x + right, y, { button, clickCount: double ? 2 : 1 });
    },
    async hover(wanted) {
      const { x, y } = await middle(wanted);
      await page.mouse.move(x - 2, y);
      await page.mouse.move(x, y);
    },
    async waitFor({ selector = '*', text, timeout = patience }) {
      const found = inView(page, selector, text).first();
      await found.waitFor({ state: 'visible', timeout });
      return (await found.textContent()) ?? '';
    },
    async waitGone({ selector = '*', text, timeout = patience }) {
      await inView(page, selector, text).first().waitFor({ state: 'hidden', timeout });
    },
    texts: ({ selector }) => page.locator(selector).allTextContents(),
    press: ({ keys }) => page.keyboard.press(keys),
    type: ({ text }) => page.keyboard.type(text),
    async webviewText({ selector = 'body', text, timeout = patience }) {
      const frame = await webview(page, selector, text, timeout);
      return (await frame.locator('body').allInnerTexts()).join('\n');
    },
    async webviewClick({ selector = '*', text, timeout = patience }) {
      const frame = await webview(page, selector, text, timeout);
      await locate(frame, selector, text).first().click({ timeout });
    },
    async webviewAttributes({ selector, name, timeout = patience }) {
      const frame = await webview(page, selector, undefined, timeout);
      const values = await frame
        .locator(selector)
        .evaluateAll((elements, attribute) => elements.map((e) => e.getAttribute(attribute)), name);
      return values.map((value) => value ?? '');
    },
    async screenshot({ path }) {
      await page.screenshot({ path });
    },
  };
}

/** Of the window itself, which keeps some elements that it shows no more. */
function inView(page: Page, selector: string, text: string | undefined) {
  return locate(page.mainFrame(), selector, text, { visible: true });
}

/** The innermost element that holds the text. */
function locate(
  frame: Frame,
  selector: string,
  text: string | undefined,
  more: { visible?: true } = {},
) {
  const found = frame
    .locator(selector)
    .filter({ ...(text !== undefined && { hasText: text }), ...more });
  return selector === '*' && text !== undefined ? found.last() : found;
}

/** The webview that has such an element. Webviews come and go with their tabs. */
async function webview(
  page: Page,
  selector: string,
  text: string | undefined,
  timeout: number,
): Promise<Frame> {
  const until = Date.now() + timeout;
  while (Date.now() < until) {
    for (const frame of page.frames()) {
      if (frame.parentFrame() === null || frame.isDetached()) {
        continue;
      }
      const found = await locate(frame, selector, text)
        .count()
        .catch(() => 0);
      if (found > 0) {
        return frame;
      }
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`no webview shows ${text ?? selector} within ${timeout / 1000} s`);
}
