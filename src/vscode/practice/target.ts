import type { Target } from '../target.ts';
import type { RunningPractice } from './practice.ts';

/** The practice cluster as the place that runs of a window hit. */
export function practiceTarget({ kubeconfig }: Pick<RunningPractice, 'kubeconfig'>): Target {
  return { practice: true, kubeconfig, label: 'practice' };
}
