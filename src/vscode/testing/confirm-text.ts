import type { FaultQuestion } from '../../kubernetes/consent.ts';
import type { ActivityPreview } from '../../kubernetes/preview.ts';
import type { Message } from '../../messages/types.ts';
import { consentText } from '../running/consent-text.ts';

/** An experiment that is about to inject its faults, and what was found out about it. */
export interface Planned {
  title: string;
  questions: FaultQuestion[];
  /** Actions that call programs or addresses, whose targets nobody knows. */
  unknown: number;
}

/** What a run would ask before its faults, by cluster. */
export function questionsOf(previews: readonly ActivityPreview[]): FaultQuestion[] {
  const questions = new Map<string, FaultQuestion>();
  for (const { cluster, fault, rollback } of previews) {
    if (cluster === undefined || fault === undefined || rollback) {
      continue;
    }
    const question = questions.get(cluster.id) ?? {
      cluster,
      namespaces: [],
      faults: [],
      forbidden: [],
    };
    questions.set(cluster.id, question);
    question.faults.push(fault);
    question.namespaces = [...new Set([...question.namespaces, ...fault.namespaces])];
  }
  return [...questions.values()];
}

/** The one question before all of them, as a modal shows it. */
export function confirmText(
  planned: readonly Planned[],
  say: (message: Message) => string,
): { title: string; detail: string } {
  const blocks = planned.map(({ title, questions, unknown }) => {
    const lines = questions.flatMap((question) => {
      const cluster = question.cluster.context ?? question.cluster.server;
      const head = say({ code: 'editor.tests.on', args: { title, cluster } });
      return [head, consentText(question, say).detail];
    });
    if (unknown > 0) {
      lines.push(say({ code: 'editor.tests.unknown', args: { title, count: unknown } }));
    }
    return lines.length > 0
      ? lines.join('\n')
      : say({ code: 'editor.tests.harmless', args: { title } });
  });
  const args = { count: planned.length };
  return { title: say({ code: 'editor.tests.confirm', args }), detail: blocks.join('\n\n') };
}

/** Whether a run asks about nothing beyond what was agreed to for it. */
export function isAgreed(agreed: readonly FaultQuestion[], asked: FaultQuestion): boolean {
  const same = agreed.find(({ cluster }) => cluster.id === asked.cluster.id);
  return (
    same !== undefined &&
    asked.namespaces.every((namespace) => same.namespaces.includes(namespace)) &&
    asked.faults.every(({ pointer }) => same.faults.some((fault) => fault.pointer === pointer))
  );
}
