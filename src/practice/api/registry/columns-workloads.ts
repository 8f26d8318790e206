import { hasCondition, listAt, numberAt, objectAt, textAt, valueAt } from '../objects.ts';
import { selectorText } from '../selectors/labels.ts';
import {
  age,
  ageColumn,
  type ColumnDefinition,
  column,
  duration,
  nameColumn,
  wide,
} from './columns.ts';
import { labelsText } from './columns-core.ts';

const status = (key: string) => (object: unknown) => numberAt(object, 'status', key);

const containers = (...path: string[]) => {
  const texts = (object: unknown, key: string) =>
    listAt(object, ...path, 'containers')
      .map((container) => textAt(container, key))
      .join(',');
  return [
    wide('Containers', (object) => texts(object, 'name')),
    wide('Images', (object) => texts(object, 'image')),
  ];
};

const templated = containers('spec', 'template', 'spec');

const selector = wide(
  'Selector',
  (object) => selectorText(objectAt(object, 'spec', 'selector')) || '<none>',
);

const readyOf = (object: unknown) =>
  `${numberAt(object, 'status', 'readyReplicas')}/${numberAt(object, 'spec', 'replicas')}`;

export const deploymentColumns: ColumnDefinition[] = [
  nameColumn,
  column('Ready', readyOf),
  column('Up-to-date', status('updatedReplicas')),
  column('Available', status('availableReplicas')),
  ageColumn,
  ...templated,
  selector,
];

export const replicaSetColumns: ColumnDefinition[] = [
  nameColumn,
  column('Desired', (set) => numberAt(set, 'spec', 'replicas'), 'integer'),
  column('Current', status('replicas'), 'integer'),
  column('Ready', status('readyReplicas'), 'integer'),
  ageColumn,
  ...templated,
  selector,
];

export const statefulSetColumns: ColumnDefinition[] = [
  nameColumn,
  column('Ready', readyOf),
  ageColumn,
  ...templated,
];

export const daemonSetColumns: ColumnDefinition[] = [
  nameColumn,
  column('Desired', status('desiredNumberScheduled'), 'integer'),
  column('Current', status('currentNumberScheduled'), 'integer'),
  column('Ready', status('numberReady'), 'integer'),
  column('Up-to-date', status('updatedNumberScheduled'), 'integer'),
  column('Available', status('numberAvailable'), 'integer'),
  column('Node Selector', (set) =>
    labelsText(objectAt(set, 'spec', 'template', 'spec', 'nodeSelector')),
  ),
  ageColumn,
  ...templated,
  selector,
];

export const revisionColumns: ColumnDefinition[] = [
  nameColumn,
  column('Controller', ({ metadata }) => {
    const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
    return owner === undefined ? '<none>' : controllerText(owner);
  }),
  column('Revision', (object) => numberAt(object, 'revision')),
  ageColumn,
];

function controllerText({
  apiVersion,
  kind,
  name,
}: {
  apiVersion: string;
  kind: string;
  name: string;
}) {
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  return `${kind.toLowerCase()}${group}/${name}`;
}

export const jobColumns: ColumnDefinition[] = [
  nameColumn,
  column('Status', (job) => {
    if (hasCondition(job, 'Complete')) {
      return 'Complete';
    }
    if (hasCondition(job, 'Failed')) {
      return 'Failed';
    }
    if (job.metadata.deletionTimestamp !== undefined) {
      return 'Terminating';
    }
    return hasCondition(job, 'Suspended') ? 'Suspended' : 'Running';
  }),
  column('Completions', (job) => {
    const wanted = valueAt(job, 'spec', 'completions');
    const done = numberAt(job, 'status', 'succeeded');
    if (typeof wanted === 'number') {
      return `${done}/${wanted}`;
    }
    const parallel = numberAt(job, 'spec', 'parallelism');
    return parallel > 1 ? `${done}/1 of ${parallel}` : `${done}/1`;
  }),
  column('Duration', (job, now) => {
    const start = Date.parse(textAt(job, 'status', 'startTime'));
    const end = Date.parse(textAt(job, 'status', 'completionTime'));
    return Number.isNaN(start) ? '' : duration((Number.isNaN(end) ? now : end) - start);
  }),
  ageColumn,
  ...templated,
  selector,
];

export const cronJobColumns: ColumnDefinition[] = [
  nameColumn,
  column('Schedule', (job) => textAt(job, 'spec', 'schedule')),
  column('Timezone', (job) => textAt(job, 'spec', 'timeZone') || '<none>'),
  column(
    'Suspend',
    (job) => (valueAt(job, 'spec', 'suspend') === true ? 'True' : 'False'),
    'boolean',
  ),
  column('Active', (job) => listAt(job, 'status', 'active').length, 'integer'),
  column('Last Schedule', (job, now) => {
    const time = textAt(job, 'status', 'lastScheduleTime');
    return time === '' ? '<none>' : age(time, now);
  }),
  ageColumn,
  ...containers('spec', 'jobTemplate', 'spec', 'template', 'spec'),
  wide(
    'Selector',
    (job) => selectorText(objectAt(job, 'spec', 'jobTemplate', 'spec', 'selector')) || '<none>',
  ),
];

const oneOf = (object: unknown, key: string) => {
  const value = valueAt(object, 'spec', key);
  return value === undefined || value === null ? 'N/A' : String(value);
};

export const budgetColumns: ColumnDefinition[] = [
  nameColumn,
  column('Min Available', (budget) => oneOf(budget, 'minAvailable')),
  column('Max Unavailable', (budget) => oneOf(budget, 'maxUnavailable')),
  column('Allowed Disruptions', status('disruptionsAllowed'), 'integer'),
  ageColumn,
];

export const autoscalerColumns: ColumnDefinition[] = [
  nameColumn,
  column('Reference', (scaler) => {
    const target = objectAt(scaler, 'spec', 'scaleTargetRef');
    return `${textAt(target, 'kind')}/${textAt(target, 'name')}`;
  }),
  column('Targets', (scaler) => {
    const targets = listAt(scaler, 'spec', 'metrics').map((metric) => {
      const wanted = numberAt(metric, 'resource', 'target', 'averageUtilization');
      return `${textAt(metric, 'resource', 'name')}: <unknown>/${wanted}%`;
    });
    return targets.join(', ') || '<none>';
  }),
  column('MinPods', (scaler) => String(valueAt(scaler, 'spec', 'minReplicas') ?? '<unset>')),
  column('MaxPods', (scaler) => numberAt(scaler, 'spec', 'maxReplicas')),
  column('Replicas', status('currentReplicas')),
  ageColumn,
];
