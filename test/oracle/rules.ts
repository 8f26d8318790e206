import type { Rule } from './case.ts';
import { activities } from './rules/activities.ts';
import { addons } from './rules/addons.ts';
import { configuration } from './rules/configuration.ts';
import { controls } from './rules/controls.ts';
import { controlChanges } from './rules/controls-changes.ts';
import { dry } from './rules/dry.ts';
import { formats } from './rules/formats.ts';
import { handlers } from './rules/handlers.ts';
import { providers } from './rules/providers.ts';
import { python } from './rules/python.ts';
import { rollbackRules } from './rules/rollbacks.ts';
import { signals } from './rules/signals.ts';
import { strategies } from './rules/strategies.ts';
import { substitution } from './rules/substitution.ts';
import { tolerances } from './rules/tolerances.ts';
import { verdicts } from './rules/verdicts.ts';

/** Every rule that is held against the real Chaos Toolkit. */
export const rules: readonly Rule[] = [
  ...verdicts,
  ...strategies,
  ...rollbackRules,
  ...dry,
  ...activities,
  ...configuration,
  ...substitution,
  ...tolerances,
  ...providers,
  ...python,
  ...controls,
  ...controlChanges,
  ...handlers,
  ...addons,
  ...signals,
  ...formats,
];
