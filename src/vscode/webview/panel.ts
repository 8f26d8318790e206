import type { Comparison } from '../../engine/compare.ts';
import { ticking } from '../../engine/figures.ts';
import type { RunView } from '../../engine/view.ts';
import { teachExperiment } from '../../messages/experiment.ts';
import { learn } from '../../messages/format.ts';
import { apply } from '../../worker/patch.ts';
import { ComparisonView } from './comparison.ts';
import { h, setText } from './dom.ts';
import { button, Head } from './head.ts';
import { Jumps } from './jumps.ts';
import { type Page, words } from './page.ts';
import type { FromPage, PanelState, ToPage } from './protocol.ts';
import { Section } from './section.ts';
import { TimelineView } from './timeline.ts';
import './panel.css';

/** What the editor gives to a webview's page. */
interface Editor {
  postMessage(message: FromPage): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): Editor;

/** Milliseconds between two looks at the clocks of what runs. */
const tick = 500;

type Shown = Extract<ToPage, { type: 'view' }>;

/** The run panel: holds the view, applies patches to it, draws what changed. */
class Panel {
  readonly #editor: Editor;
  readonly #root: HTMLElement;
  readonly #opened: Set<string>;
  #shown: Shown | undefined;
  /** The page's clock when the view had its `mono`. */
  #seenAt = 0;
  #parts:
    | {
        head: Head;
        jumps: Jumps;
        sections: Section[];
        timeline: TimelineView;
        comparison: ComparisonView;
      }
    | undefined;
  #comparison: Comparison | undefined;
  #drawing = false;

  constructor(editor: Editor, root: HTMLElement) {
    this.#editor = editor;
    this.#root = root;
    this.#opened = new Set(editor.getState()?.opened ?? []);
  }

  start(): void {
    window.addEventListener('message', (event: MessageEvent<ToPage>) => this.#receive(event.data));
    setInterval(() => this.#tick(), tick);
    this.#editor.postMessage({ type: 'ready' });
  }

  #receive(message: ToPage): void {
    switch (message.type) {
      case 'view':
        if (
          this.#shown?.view.run !== message.view.run ||
          this.#shown.language !== message.language
        ) {
          this.#forget();
        }
        this.#shown = message;
        this.#advanced();
        break;
      case 'patch':
        if (this.#shown !== undefined) {
          this.#shown = { ...this.#shown, view: apply(this.#shown.view, message.patch) };
          this.#advanced();
        }
        break;
      case 'abilities':
        if (this.#shown !== undefined) {
          this.#shown = { ...this.#shown, abilities: message.abilities };
          this.#parts?.sections.forEach((section) => {
            section.forget();
          });
          this.#soon();
        }
        break;
      case 'comparison':
        this.#comparison = message.comparison;
        this.#soon();
        break;
      case 'waiting':
      case 'failed':
        this.#instead(message);
        break;
    }
  }

  /** A sentence in place of a run: none yet, or none could be shown. */
  #instead(message: Extract<ToPage, { type: 'waiting' | 'failed' }>): void {
    this.#shown = undefined;
    this.#forget();
    const { say } = words(message.language);
    this.#root.replaceChildren(
      h('p', { class: `instead ${message.type}`, role: 'status' }, message.text),
      message.type === 'failed' && message.runAgain
        ? button(say('run-again'), () => this.#editor.postMessage({ type: 'runAgain' }))
        : '',
    );
  }

  /** Another run is shown, or the same in another language. */
  #forget(): void {
    this.#parts?.timeline.dispose();
    this.#parts = undefined;
    this.#comparison = undefined;
  }

  #advanced(): void {
    this.#seenAt = performance.now();
    this.#keep();
    this.#soon();
  }

  /** Draws at the next frame, once however much came in. */
  #soon(): void {
    if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => {
        this.#drawing = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    const shown = this.#shown;
    if (shown === undefined) {
      return;
    }
    const page = this.#page(shown);
    this.#parts ??= this.#build(page);
    // It asks for its width, which costs nothing only while no other part has changed.
    this.#parts.timeline.draw(shown.view, page);
    this.#parts.head.draw(shown.view, page);
    this.#parts.jumps.draw(shown.view);
    for (const section of this.#parts.sections) {
      section.draw(shown.view, page);
    }
    this.#parts.comparison.draw(this.#comparison, page);
  }

  #build(page: Page) {
    const phases = ['before', 'method', 'after', 'rollbacks'] as const;
    const sections = phases.map((phase) => new Section(phase, page));
    const timeline = new TimelineView(page, () => this.#soon());
    const jumps = [
      ...phases.map((phase, index) => ({
        name: page.say(`phase.${phase}`),
        element: sections[index]?.element ?? this.#root,
      })),
      { name: page.say('timeline'), element: timeline.element },
    ];
    const parts = {
      head: new Head(),
      jumps: new Jumps(jumps, page),
      sections,
      timeline,
      comparison: new ComparisonView(page),
    };
    document.documentElement.lang = page.language;
    this.#root.replaceChildren(
      parts.head.element,
      parts.jumps.element,
      ...parts.sections.map((section) => section.element),
      parts.timeline.element,
      parts.comparison.element,
    );
    return parts;
  }

  #page(shown: Shown): Page {
    return {
      language: shown.language,
      abilities: shown.abilities,
      now: () => this.#now(shown.view),
      opened: this.#opened,
      toggle: (id) => {
        if (!this.#opened.delete(id)) {
          this.#opened.add(id);
        }
        this.#keep();
        this.#soon();
      },
      send: (message) => this.#editor.postMessage(message),
      ...words(shown.language),
    };
  }

  #now(view: RunView): number {
    return view.state === 'ended' ? view.mono : view.mono + performance.now() - this.#seenAt;
  }

  /** Moves the clocks without drawing rows anew. */
  #tick(): void {
    const shown = this.#shown;
    if (shown === undefined || shown.view.state === 'ended' || document.hidden) {
      return;
    }
    const now = this.#now(shown.view);
    const page = this.#page(shown);
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-since]')) {
      setText(element, ticking((now - Number(element.dataset['since'])) / 1000));
    }
    for (const element of this.#root.querySelectorAll<HTMLElement>('[data-until]')) {
      const left = Math.ceil((Number(element.dataset['until']) - now) / 1000);
      setText(element, page.say('pause.left', { left: ticking(left) }));
    }
    this.#parts?.timeline.draw(shown.view, page);
  }

  #keep(): void {
    const shown = this.#shown;
    if (shown === undefined) {
      return;
    }
    this.#editor.setState({
      runId: shown.view.run,
      title: shown.view.title,
      ...(shown.uri !== undefined && { uri: shown.uri }),
      ...(shown.journal !== undefined && { journal: shown.journal }),
      opened: [...this.#opened].slice(-200),
    });
  }
}

const root = document.getElementById('root');
if (root !== null) {
  teachExperiment();
  await learn(document.documentElement.lang);
  new Panel(acquireVsCodeApi(), root).start();
}
