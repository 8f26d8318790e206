import type { ActivityPlace } from './activities.ts';
import type { Check, Finding } from './check.ts';
import { checkActivity } from './check-activity.ts';
import { checkJudged } from './check-hypothesis.ts';
import { checkLevels } from './check-levels.ts';
import { checkNamesIn } from './check-names.ts';
import { checkSecretsIn } from './check-secrets.ts';
import type { Json, JsonObject } from './json.ts';
import { checkActivityKeys } from './known-keys.ts';

/** What was found in an activity, and all that it depends on besides the activity. */
interface Known {
  pointer: string;
  judged: JsonObject | undefined;
  configuration: Json | undefined;
  secrets: Json | undefined;
  findings: Finding[];
}

/** The checks that look at one activity at a time, made once for each that stays the same. */
export class ActivityChecks {
  readonly #known = new WeakMap<JsonObject, Known>();

  check(
    check: Check,
    activities: readonly ActivityPlace[],
    byName: ReadonlyMap<string, ActivityPlace[]>,
  ): void {
    const { configuration, secrets } = check.experiment;
    for (const place of activities) {
      const { pointer, value, ref } = place;
      const judged = ref === undefined ? value : byName.get(ref)?.at(-1)?.value;
      const known = this.#known.get(value);
      const same =
        known?.pointer === pointer &&
        known.judged === judged &&
        known.configuration === configuration &&
        known.secrets === secrets;
      const findings = same ? known.findings : checkOne(check, place, judged);
      this.#known.set(value, { pointer, judged, configuration, secrets, findings });
      findings.forEach(check.report);
    }
  }
}

function checkOne(check: Check, place: ActivityPlace, judged: JsonObject | undefined): Finding[] {
  const findings: Finding[] = [];
  const own: Check = { ...check, report: (finding) => findings.push(finding) };
  checkActivityKeys(own, place);
  checkLevels(own, place);
  checkActivity(own, place.pointer, place.value, place.section);
  checkNamesIn(own, place);
  checkSecretsIn(own, place);
  if (place.section === 'hypothesis') {
    checkJudged(own, place, judged);
  }
  return findings;
}
