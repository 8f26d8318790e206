import * as vscode from 'vscode';
import type { Services } from '../../services.ts';
import type { SeenObject } from '../object-of.ts';

/** Scheme of documents that show an object as it was when it was opened. */
export const objectScheme = 'chaos-object';

/** How an object is shown. */
type View = 'yaml' | 'describe';

/** Shows objects as text that can't be edited; opened again, they are read again. */
export class ObjectDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #services: Services;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration: vscode.Disposable;

  constructor(services: Services) {
    this.#services = services;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(objectScheme, this);
  }

  async show({ object, connection }: SeenObject, view: View): Promise<void> {
    const { kind, name, namespace } = object;
    const file = `${name}.${view === 'yaml' ? 'yaml' : 'txt'}`;
    const uri = vscode.Uri.from({
      scheme: objectScheme,
      path: ['', connection, namespace ?? '', kind, file].join('/'),
      query: JSON.stringify({ object, connection, view }),
    });
    const open = vscode.workspace.textDocuments.some(
      (each) => each.uri.toString() === uri.toString(),
    );
    if (open) {
      this.#changed.fire(uri);
    }
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async provideTextDocumentContent(
    uri: vscode.Uri,
    token: vscode.CancellationToken,
  ): Promise<string> {
    const { object, connection, view } = JSON.parse(uri.query) as SeenObject & { view: View };
    const controller = new AbortController();
    const cancel = token.onCancellationRequested(() => controller.abort());
    try {
      const method = view === 'yaml' ? 'object.yaml' : 'object.describe';
      return await this.#services.worker.call(method, { connection, object }, controller.signal);
    } catch (error) {
      // Told in the document: the editor would say only that it can't be opened.
      return `# ${this.#services.words(error)}\n`;
    } finally {
      cancel.dispose();
    }
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
