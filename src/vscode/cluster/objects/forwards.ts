import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Services } from '../../services.ts';
import type { ExplorerModel } from '../model.ts';
import type { SeenObject } from '../object-of.ts';

interface Active {
  handle: string;
  connection: string;
  name: string;
}

/** The ports of this machine that lead into a cluster. */
export class Forwards implements vscode.Disposable {
  readonly #services: Services;
  readonly #model: ExplorerModel;
  /** By the uid of the object. */
  readonly #active = new Map<string, Active>();
  readonly #subscriptions: { dispose(): unknown }[];

  constructor(services: Services, model: ExplorerModel) {
    this.#services = services;
    this.#model = model;
    this.#subscriptions = [
      services.worker.on('forward.failed', ({ handle, error }) => {
        const name = [...this.#active.values()].find((each) => each.handle === handle)?.name;
        services.log().appendLine(`${name ?? ''}: ${services.text(error)}`);
      }),
      // They end with their connection.
      model.onDidChange(() => this.#forget()),
    ];
  }

  /** Opens a port to an object; asks which of its ports where there are several. */
  async open({ object, connection }: SeenObject, uid: string): Promise<void> {
    const { worker, text } = this.#services;
    const port = await this.#portOf({ object, connection });
    if (port === undefined) {
      return;
    }
    this.close(uid);
    const handle = randomUUID();
    const local = await worker.call('forward.open', { connection, object, port, handle });
    const { name } = object;
    this.#active.set(uid, { handle, connection, name });
    this.#model.setForward(uid, local);
    const args = { name, port, local };
    const open = text({ code: 'explorer.forward-open' });
    const stop = text({ code: 'explorer.forward-stop' });
    const said = text({ code: 'explorer.forwarded', args });
    // The port is there; whoever waits for the command need not wait for an answer.
    void vscode.window.showInformationMessage(said, open, stop).then(async (answer) => {
      if (answer === stop) {
        this.close(uid);
      } else if (answer === open) {
        const url = vscode.Uri.parse(`http://127.0.0.1:${local}/`);
        await vscode.env.openExternal(await vscode.env.asExternalUri(url));
      }
    });
  }

  close(uid: string): void {
    const active = this.#active.get(uid);
    this.#active.delete(uid);
    this.#model.setForward(uid, undefined);
    if (active !== undefined) {
      const { handle } = active;
      this.#services.worker.call('forward.close', { handle }).catch(this.#services.report);
    }
  }

  dispose(): void {
    for (const each of this.#subscriptions) {
      each.dispose();
    }
  }

  async #portOf(seen: Pick<SeenObject, 'object' | 'connection'>): Promise<number | undefined> {
    const { worker, text } = this.#services;
    const ports = await worker.call('object.ports', seen);
    const args = { name: seen.object.name };
    if (ports.length === 1) {
      return ports[0]?.port;
    }
    if (ports.length > 1) {
      const items = ports.map(({ port, name = '' }) => ({
        label: String(port),
        description: name,
        port,
      }));
      const title = text({ code: 'explorer.forward-which', args });
      return (await vscode.window.showQuickPick(items, { title }))?.port;
    }
    const value = await vscode.window.showInputBox({
      title: text({ code: 'explorer.forward-number', args }),
      validateInput: (input) =>
        Number(input) > 0 && Number(input) < 65_536
          ? undefined
          : text({ code: 'explorer.forward-bad' }),
    });
    return value === undefined ? undefined : Number(value);
  }

  #forget(): void {
    for (const [uid, { connection }] of this.#active) {
      if (this.#model.contextOf(connection) === undefined) {
        this.#active.delete(uid);
        this.#model.setForward(uid, undefined);
      }
    }
  }
}
