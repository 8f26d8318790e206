import { experiment } from './en/experiment.ts';
import { teach } from './format.ts';

/**
 * Makes the sentences about texts of experiments known. Whoever reads or checks one brings them, so
 * that an editor which does neither need not load them.
 */
export function teachExperiment(): void {
  teach('en', experiment);
}
