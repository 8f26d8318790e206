import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../experiment/json.ts';
import { type KubeObject, objectAt, textAt, valueAt } from '../objects.ts';
import { objectSelector } from '../selectors/labels.ts';
import { type Cause, forbiddenField, required, unsupported, wrong } from '../status.ts';
import { podSpecProblems } from './pods.ts';

/** What is wrong with a kind that makes pods from a template by a selector. */
export function workloadProblems({ spec = {} }: KubeObject): Cause[] {
  const selector = objectAt(spec, 'selector');
  const labels = objectAt(spec, 'template', 'metadata', 'labels');
  const policy = textAt(spec, 'template', 'spec', 'restartPolicy');
  return [
    ...countProblems('spec.replicas', spec, 'replicas'),
    ...selectorProblems(selector, labels),
    ...podSpecProblems('spec.template.spec', objectAt(spec, 'template', 'spec')),
    ...(policy === 'OnFailure' || policy === 'Never'
      ? [unsupported('spec.template.spec.restartPolicy', policy, ['Always'])]
      : []),
  ];
}

/** A number that may not be below 0. */
export function countProblems(field: string, spec: JsonObject, key: string): Cause[] {
  const value = spec[key];
  return typeof value === 'number' && value < 0
    ? [wrong(field, value, 'must be greater than or equal to 0')]
    : [];
}

function selectorProblems(selector: JsonObject, labels: JsonObject): Cause[] {
  if (Object.keys(selector).length === 0) {
    return [
      required('spec.selector'),
      ...(Object.keys(labels).length === 0
        ? [
            wrong(
              'spec.template.metadata.labels',
              labels,
              '`selector` does not match template `labels`',
            ),
          ]
        : []),
    ];
  }
  const texts = Object.fromEntries(Object.entries(labels).map(([key, one]) => [key, String(one)]));
  return objectSelector(selector)(texts)
    ? []
    : [
        wrong(
          'spec.template.metadata.labels',
          labels,
          '`selector` does not match template `labels`',
        ),
      ];
}

/** A field that may not change once it is set. */
export function fixedField(next: KubeObject, previous: KubeObject, ...path: string[]): Cause[] {
  const value = valueAt(next, ...path);
  return isDeepStrictEqual(value, valueAt(previous, ...path))
    ? []
    : [wrong(path.join('.'), value, 'field is immutable')];
}

const changeable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** A stateful set's identity stays. */
export function statefulSetChange(next: KubeObject, previous: KubeObject): Cause[] {
  const fixed = ({ spec = {} }: KubeObject) =>
    Object.fromEntries(Object.entries(spec).filter(([key]) => !changeable.includes(key)));
  return isDeepStrictEqual(fixed(next), fixed(previous))
    ? []
    : [
        forbiddenField(
          'spec',
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
        ),
      ];
}
