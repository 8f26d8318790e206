import * as vscode from 'vscode';
import type { Documents } from '../documents.ts';
import { TOOLS } from '../ids.ts';
import { lazily } from '../lazily.ts';
import type { Running } from '../running/index.ts';
import type { Services } from '../services.ts';

/** Gives language models the tools that `package.json` describes to them. */
export function registerTools(
  context: vscode.ExtensionContext,
  services: Services,
  documents: Documents,
  running: Running,
): void {
  const tools = lazily(async () => {
    const { makeTools } = await import('./tools.ts');
    return makeTools(services, documents, running);
  });
  for (const name of Object.values(TOOLS)) {
    context.subscriptions.push(
      vscode.lm.registerTool<object>(name, {
        prepareInvocation: async ({ input }) => (await tools()).prepare(name, input),
        invoke: async ({ input }, token) => (await tools()).invoke(name, input, token),
      }),
    );
  }
}
