import * as vscode from 'vscode';
import type { FaultQuestion } from '../../kubernetes/consent.ts';
import type { Services } from '../services.ts';
import type { ConsentMemory } from './consent-memory.ts';

/**
 * Asks before the first fault on a cluster and namespace, unless told not to ask there again. The
 * practice cluster is there for faults: it never asks.
 */
export async function askConsent(
  services: Services,
  memory: ConsentMemory,
  question: FaultQuestion,
): Promise<boolean> {
  if (services.practice.is(question.cluster.id) || memory.covers(question)) {
    return true;
  }
  const { text } = services;
  const { consentText } = await import('./consent-text.ts');
  const { title, detail } = consentText(question, text);
  const run = text({ code: 'editor.consent.run' });
  const always = text({ code: 'editor.consent.run-always' });
  const answer = await vscode.window.showWarningMessage(
    title,
    { modal: true, detail },
    run,
    always,
  );
  if (answer === always) {
    await memory.remember(question);
  }
  return answer === run || answer === always;
}
