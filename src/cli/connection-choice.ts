import type { ConnectionChoice } from '../kubernetes/consent.ts';
import type { Values } from './arguments.ts';

/** The options `--kubeconfig` and `--context`. */
export function connectionChoice(values: Values): ConnectionChoice {
  const kubeconfig = values.text('kubeconfig');
  const context = values.text('context');
  return { ...(kubeconfig && { kubeconfig }), ...(context && { context }) };
}
