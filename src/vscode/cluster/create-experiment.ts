import * as vscode from 'vscode';
import { createExperiment } from '../../experiment/create/create.ts';
import { faultsFor } from '../../experiment/create/faults.ts';
import type { Seed } from '../../experiment/create/seed.ts';
import type { JsonObject } from '../../experiment/json.ts';
import type { FoundSeed } from '../../kubernetes/seed.ts';
import type { Services } from '../services.ts';
import type { ExplorerModel } from './model.ts';
import type { Node } from './nodes.ts';
import { objectOf } from './object-of.ts';
import { serviceUrls } from './service-row.ts';

/**
 * Writes an experiment for a workload, after asking what should happen to it, and opens it unsaved
 * with its title selected.
 */
export async function createFor(
  services: Services,
  model: ExplorerModel,
  node: Node | undefined,
): Promise<void> {
  const { worker, text, settings } = services;
  const { object, connection, server } = objectOf(model, node);
  const found = await worker.call('cluster.seed', { connection, object });
  const { seed } = found;
  const args = { kind: seed.kind, name: seed.name, count: seed.replicas };
  const items = faultsFor(seed).map((fault) => ({
    label: text({ code: `create.fault.${fault}` }),
    detail: text({ code: `create.detail.${fault}`, args }),
    fault,
  }));
  const asked = { ...args, namespace: seed.namespace };
  const title = text({ code: 'create.pick', args: asked });
  // The address is looked for while the person reads.
  const answered = answering(services, found, server);
  const picked = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  if (picked === undefined) {
    return;
  }
  const service = await answered;
  const whole = { ...seed, ...(service && { service }) };
  await show(createExperiment(whole, picked.fault, text), settings.createFormat.value);
}

/** The first service in front of the workload that answers from here. */
async function answering(
  { worker }: Services,
  { services, path }: FoundSeed,
  server: string,
): Promise<Seed['service']> {
  for (const service of services) {
    const urls = serviceUrls(service, server).map((url) => new URL(path, url).href);
    const answer = urls.length > 0 ? await worker.call('cluster.answers', { urls }) : undefined;
    if (answer !== undefined) {
      return { name: service.name, ...answer };
    }
  }
  return undefined;
}

async function show(experiment: JsonObject, format: 'json' | 'yaml'): Promise<void> {
  const content =
    format === 'yaml'
      ? (await import('yaml')).stringify(experiment, { lineWidth: 0 })
      : `${JSON.stringify(experiment, null, 2)}\n`;
  const document = await vscode.workspace.openTextDocument({ language: format, content });
  const { length } = String(experiment['title']);
  const start = document.positionAt(content.indexOf(String(experiment['title'])));
  const end = start.translate(0, length);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, end) });
}
