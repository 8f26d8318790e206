import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../experiment/json.ts';
import { isObject } from '../../../experiment/json.ts';
import { podSpecProblems } from '../checks/pods.ts';
import {
  countProblems,
  fixedField,
  statefulSetChange,
  workloadProblems,
} from '../checks/workloads.ts';
import type { KindRules } from '../kind-rules.ts';
import { type KubeObject, objectAt, textAt, valueAt } from '../objects.ts';
import { type Cause, required, unsupported, wrong } from '../status.ts';
import { fillPodSpec } from './pod-spec.ts';
import { child, children, preset, specOf } from './preset.ts';

function fillTemplate(spec: JsonObject): void {
  const template = child(spec, 'template');
  child(template, 'metadata');
  fillPodSpec(child(template, 'spec'));
}

export const deploymentRules: KindRules = {
  fill(object) {
    const spec = specOf(object);
    preset(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 });
    const strategy = child(spec, 'strategy');
    preset(strategy, { type: 'RollingUpdate' });
    if (strategy['type'] === 'RollingUpdate') {
      preset(child(strategy, 'rollingUpdate'), { maxUnavailable: '25%', maxSurge: '25%' });
    }
    fillTemplate(spec);
  },
  check: (object) => [...workloadProblems(object), ...strategyProblems(object)],
  checkChange: (next, previous) => fixedField(next, previous, 'spec', 'selector'),
};

function strategyProblems({ spec = {} }: KubeObject): Cause[] {
  const type = textAt(spec, 'strategy', 'type');
  const known = ['Recreate', 'RollingUpdate'];
  if (!known.includes(type)) {
    return [unsupported('spec.strategy.type', type, known)];
  }
  const rolling = valueAt(spec, 'strategy', 'rollingUpdate');
  return type === 'Recreate' && rolling !== undefined
    ? [
        {
          reason: 'FieldValueForbidden',
          field: 'spec.strategy.rollingUpdate',
          message: "Forbidden: may not be specified when strategy `type` is 'Recreate'",
        },
      ]
    : [];
}

export const replicaSetRules: KindRules = {
  fill(object) {
    const spec = specOf(object);
    preset(spec, { replicas: 1 });
    fillTemplate(spec);
  },
  newStatus: () => ({ replicas: 0 }),
  check: workloadProblems,
  checkChange: (next, previous) => fixedField(next, previous, 'spec', 'selector'),
};

export const statefulSetRules: KindRules = {
  fill(object) {
    const spec = specOf(object);
    preset(spec, { replicas: 1, podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10 });
    const strategy = child(spec, 'updateStrategy');
    preset(strategy, { type: 'RollingUpdate' });
    if (strategy['type'] === 'RollingUpdate') {
      preset(child(strategy, 'rollingUpdate'), { partition: 0 });
    }
    preset(child(spec, 'persistentVolumeClaimRetentionPolicy'), {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
    for (const claim of children(spec, 'volumeClaimTemplates')) {
      preset(claim, {
        kind: 'PersistentVolumeClaim',
        apiVersion: 'v1',
        status: { phase: 'Pending' },
      });
      preset(child(claim, 'spec'), { volumeMode: 'Filesystem' });
    }
    fillTemplate(spec);
  },
  newStatus: () => ({ replicas: 0, availableReplicas: 0 }),
  check: (object) => workloadProblems(withClaims(object)),
  checkChange: statefulSetChange,
};

/** The claims of a stateful set are volumes of its pods. */
function withClaims(object: KubeObject): KubeObject {
  const spec = objectAt(object, 'spec');
  const claims = children(spec, 'volumeClaimTemplates').map((claim) => ({
    name: textAt(claim, 'metadata', 'name'),
  }));
  const template = objectAt(spec, 'template');
  const podSpec = objectAt(template, 'spec');
  const volumes = [...children(podSpec, 'volumes'), ...claims];
  return { ...object, spec: { ...spec, template: { ...template, spec: { ...podSpec, volumes } } } };
}

export const daemonSetRules: KindRules = {
  fill(object, _context, previous) {
    const spec = specOf(object);
    preset(spec, { revisionHistoryLimit: 10 });
    const strategy = child(spec, 'updateStrategy');
    preset(strategy, { type: 'RollingUpdate' });
    if (strategy['type'] === 'RollingUpdate') {
      preset(child(strategy, 'rollingUpdate'), { maxUnavailable: 1, maxSurge: 0 });
    }
    fillTemplate(spec);
    countTemplates(object, previous);
  },
  newStatus: () => ({
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  }),
  check: workloadProblems,
  checkChange: (next, previous) => fixedField(next, previous, 'spec', 'selector'),
};

/** An old annotation, kept by the real server, that counts the templates a daemon set has had. */
function countTemplates(object: KubeObject, previous: KubeObject | undefined): void {
  const key = 'deprecated.daemonset.template.generation';
  const before = Number(previous?.metadata.annotations?.[key] ?? 0);
  const isSame = isDeepStrictEqual(
    valueAt(object, 'spec', 'template'),
    valueAt(previous, 'spec', 'template'),
  );
  const { metadata } = object;
  metadata.annotations = { ...metadata.annotations, [key]: String(before + (isSame ? 0 : 1)) };
}

export const jobRules: KindRules = {
  fill(object, _context, previous) {
    const spec = specOf(object);
    if (spec['completions'] === undefined && spec['parallelism'] === undefined) {
      spec['completions'] = 1;
    }
    preset(spec, {
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      manualSelector: false,
      podReplacementPolicy: 'TerminatingOrFailed',
    });
    if (previous === undefined && spec['manualSelector'] !== true) {
      own(object, spec);
    }
    fillJobTemplate(spec);
    labelAsTemplate(object, spec);
  },
  check: jobProblems,
  checkChange: (next, previous) => [
    ...fixedField(next, previous, 'spec', 'selector'),
    ...fixedField(next, previous, 'spec', 'completions'),
    ...fixedField(next, previous, 'spec', 'template'),
  ],
};

/** A job counts the pods that bear its own uid. */
function own({ metadata }: KubeObject, spec: JsonObject): void {
  const labels = child(child(child(spec, 'template'), 'metadata'), 'labels');
  preset(labels, {
    'batch.kubernetes.io/controller-uid': metadata.uid,
    'batch.kubernetes.io/job-name': metadata.name,
    'controller-uid': metadata.uid,
    'job-name': metadata.name,
  });
  preset(child(child(spec, 'selector'), 'matchLabels'), {
    'batch.kubernetes.io/controller-uid': metadata.uid,
  });
}

/** A job without labels has those of its pods. */
function labelAsTemplate({ metadata }: KubeObject, spec: JsonObject): void {
  const labels = Object.entries(objectAt(spec, 'template', 'metadata', 'labels'));
  if (metadata.labels === undefined && labels.length > 0) {
    metadata.labels = Object.fromEntries(labels.map(([key, value]) => [key, String(value)]));
  }
}

/** A job's template has no default for the restart policy: it must say. */
function fillJobTemplate(spec: JsonObject): void {
  const given = valueAt(spec, 'template', 'spec', 'restartPolicy');
  fillTemplate(spec);
  if (given === undefined) {
    child(child(spec, 'template'), 'spec')['restartPolicy'] = 'Always';
  }
}

function jobProblems({ spec = {} }: KubeObject): Cause[] {
  return [
    ...countProblems('spec.parallelism', spec, 'parallelism'),
    ...countProblems('spec.completions', spec, 'completions'),
    ...countProblems('spec.backoffLimit', spec, 'backoffLimit'),
    ...jobTemplateProblems('spec.template.spec', objectAt(spec, 'template', 'spec')),
  ];
}

function jobTemplateProblems(field: string, spec: JsonObject): Cause[] {
  const policy = textAt(spec, 'restartPolicy');
  return [
    ...podSpecProblems(field, spec),
    ...(policy === 'Always'
      ? [
          {
            reason: 'FieldValueRequired',
            field: `${field}.restartPolicy`,
            message: 'Required value: valid values: "OnFailure", "Never"',
          },
        ]
      : []),
  ];
}

export const cronJobRules: KindRules = {
  fill(object) {
    const spec = specOf(object);
    preset(spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    const template = child(spec, 'jobTemplate');
    child(template, 'metadata');
    fillJobTemplate(child(template, 'spec'));
  },
  check({ spec = {} }) {
    const schedule = textAt(spec, 'schedule');
    const policy = textAt(spec, 'concurrencyPolicy');
    const known = ['Allow', 'Forbid', 'Replace'];
    return [
      ...(schedule === '' ? [required('spec.schedule')] : scheduleProblems(schedule)),
      ...(known.includes(policy) ? [] : [unsupported('spec.concurrencyPolicy', policy, known)]),
      ...jobTemplateProblems(
        'spec.jobTemplate.spec.template.spec',
        objectAt(spec, 'jobTemplate', 'spec', 'template', 'spec'),
      ),
    ];
  },
};

function scheduleProblems(schedule: string): Cause[] {
  const count = schedule.trim().split(/\s+/).length;
  return count === 5 || schedule.startsWith('@')
    ? []
    : [
        wrong(
          'spec.schedule',
          schedule,
          `expected exactly 5 fields, found ${count}: [${schedule.trim().split(/\s+/).join(' ')}]`,
        ),
      ];
}

export const budgetRules: KindRules = {
  newStatus: () => ({
    currentHealthy: 0,
    desiredHealthy: 0,
    disruptionsAllowed: 0,
    expectedPods: 0,
  }),
  check({ spec = {} }) {
    const both = spec['minAvailable'] !== undefined && spec['maxUnavailable'] !== undefined;
    return both
      ? [
          {
            reason: 'FieldValueInvalid',
            field: 'spec',
            message: 'Invalid value: minAvailable and maxUnavailable cannot be both set',
          },
        ]
      : [];
  },
};

export const autoscalerRules: KindRules = {
  fill(object) {
    const spec = specOf(object);
    preset(spec, {
      minReplicas: 1,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
    });
  },
  newStatus: () => ({ desiredReplicas: 0, currentMetrics: null }),
  check({ spec = {} }) {
    const most = spec['maxReplicas'];
    const target = spec['scaleTargetRef'];
    return [
      ...(isObject(target) && textAt(target, 'kind') !== ''
        ? []
        : [required('spec.scaleTargetRef.kind')]),
      ...(typeof most === 'number' && most >= 1
        ? []
        : [wrong('spec.maxReplicas', most ?? 0, 'must be greater than 0')]),
    ];
  },
};
