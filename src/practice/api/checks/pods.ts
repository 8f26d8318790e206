import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { labelProblems } from '../names.ts';
import { type KubeObject, listAt, objectAt, textAt, valueAt } from '../objects.ts';
import { type Cause, duplicate, forbiddenField, required, unsupported, wrong } from '../status.ts';

const policies = ['Always', 'OnFailure', 'Never'];
const pullPolicies = ['Always', 'IfNotPresent', 'Never'];

/** What is wrong with a pod. */
export function podProblems({ spec = {} }: KubeObject): Cause[] {
  return podSpecProblems('spec', spec);
}

/**
 * What people get wrong most in a pod's spec.
 * @param field where the spec is, such as `spec.template.spec`
 */
export function podSpecProblems(field: string, spec: JsonObject): Cause[] {
  const volumes = listAt(spec, 'volumes').map((volume) => textAt(volume, 'name'));
  const containers = listAt(spec, 'containers');
  const policy = textAt(spec, 'restartPolicy');
  return [
    ...volumes.flatMap((name, index) =>
      nameProblems(`${field}.volumes[${index}].name`, name, volumes, index),
    ),
    ...containersProblems(`${field}.initContainers`, listAt(spec, 'initContainers'), volumes),
    ...(containers.length === 0 ? [required(`${field}.containers`)] : []),
    ...containersProblems(`${field}.containers`, containers, volumes),
    ...(policies.includes(policy) ? [] : [unsupported(`${field}.restartPolicy`, policy, policies)]),
    ...graceProblems(field, valueAt(spec, 'terminationGracePeriodSeconds')),
  ];
}

function graceProblems(field: string, seconds: Json | undefined): Cause[] {
  return typeof seconds === 'number' && seconds < 0
    ? [
        wrong(
          `${field}.terminationGracePeriodSeconds`,
          seconds,
          'must be greater than or equal to 0',
        ),
      ]
    : [];
}

function containersProblems(field: string, containers: Json[], volumes: string[]): Cause[] {
  const names = containers.map((container) => textAt(container, 'name'));
  return containers.flatMap((container, index) => {
    const here = `${field}[${index}]`;
    const policy = textAt(container, 'imagePullPolicy');
    return [
      ...nameProblems(`${here}.name`, names[index] ?? '', names, index),
      ...(textAt(container, 'image') === '' ? [required(`${here}.image`)] : []),
      ...(pullPolicies.includes(policy)
        ? []
        : [unsupported(`${here}.imagePullPolicy`, policy, pullPolicies)]),
      ...portsProblems(`${here}.ports`, listAt(container, 'ports')),
      ...envProblems(`${here}.env`, listAt(container, 'env')),
      ...mountProblems(`${here}.volumeMounts`, listAt(container, 'volumeMounts'), volumes),
    ];
  });
}

function nameProblems(field: string, name: string, all: string[], index: number): Cause[] {
  if (name === '') {
    return [required(field)];
  }
  return all.indexOf(name) < index ? [duplicate(field, name)] : labelProblems(field, name);
}

function portsProblems(field: string, ports: Json[]): Cause[] {
  return ports.flatMap((port, index) => {
    const number = valueAt(port, 'containerPort');
    return typeof number === 'number' && number >= 1 && number <= 65_535
      ? []
      : [
          number === undefined
            ? required(`${field}[${index}].containerPort`)
            : wrong(
                `${field}[${index}].containerPort`,
                number,
                'must be between 1 and 65535, inclusive',
              ),
        ];
  });
}

function envProblems(field: string, env: Json[]): Cause[] {
  return env.flatMap((variable, index) =>
    textAt(variable, 'name') === '' ? [required(`${field}[${index}].name`)] : [],
  );
}

function mountProblems(field: string, mounts: Json[], volumes: string[]): Cause[] {
  return mounts.flatMap((mount, index) => {
    const name = textAt(mount, 'name');
    const here = `${field}[${index}]`;
    return [
      ...(volumes.includes(name)
        ? []
        : [
            {
              reason: 'FieldValueNotFound',
              field: `${here}.name`,
              message: `Not found: ${JSON.stringify(name)}`,
            },
          ]),
      ...(textAt(mount, 'mountPath') === '' ? [required(`${here}.mountPath`)] : []),
    ];
  });
}

const frozen =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** What may not change about a pod that is there. */
export function podChangeProblems(next: KubeObject, previous: KubeObject): Cause[] {
  const before = listAt(previous, 'spec', 'tolerations');
  const after = listAt(next, 'spec', 'tolerations');
  const lost = before.some((one) => !after.some((other) => isDeepStrictEqual(one, other)));
  return lost || !isDeepStrictEqual(fixed(next), fixed(previous))
    ? [forbiddenField('spec', frozen)]
    : [];
}

function fixed(pod: KubeObject): JsonObject {
  const { activeDeadlineSeconds: _, tolerations: __, ...spec } = objectAt(pod, 'spec');
  for (const key of ['containers', 'initContainers']) {
    const list = spec[key];
    if (Array.isArray(list)) {
      spec[key] = list.map((one) => (isObject(one) ? { ...one, image: '' } : one));
    }
  }
  return spec;
}
