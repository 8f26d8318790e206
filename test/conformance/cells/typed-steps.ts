import {
  container,
  deployment,
  deployments,
  json,
  map,
  maps,
  patch,
  post,
  type Sequences,
} from './steps.ts';

const strict = 'fieldValidation=Strict';

const inContainer = (more: object) =>
  deployment({
    template: {
      metadata: { labels: { app: '{name}' } },
      spec: { containers: [{ ...container, ...more }] },
    },
  });

const refused = (why: string) => ({
  message: `Deployment in version "v1" cannot be handled as a Deployment: ${why}`,
});

/** Fields that a kind does not have, and values of wrong types. */
export const typedSteps: Sequences = {
  'create deployments: fields that there are not, strictly': [
    post(
      `${deployments}?${strict}`,
      { ...inContainer({ imagePullPolice: 'Always' }), more: 1 },
      400,
      refused(
        'strict decoding error: unknown field "spec.template.spec.containers[0].imagePullPolice", unknown field "more"',
      ),
    ),
  ],
  'create deployments: fields that there are not get lost': [
    post(deployments, { ...deployment({ replica: 1 }), more: 1 }, 201, {
      lacks: ['more', 'spec.replica'],
      warnings: ['299 - "unknown field \\"spec.replica\\""', '299 - "unknown field \\"more\\""'],
    }),
  ],
  'create deployments: text for a number': [
    post(
      deployments,
      deployment({ replicas: 'two' }),
      400,
      refused(
        'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
      ),
    ),
  ],
  'create deployments: a number for text': [
    post(
      deployments,
      inContainer({ env: [{ name: 'A', value: 1 }] }),
      400,
      refused(
        'json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
      ),
    ),
  ],
  'create deployments: an object for a list': [
    post(
      deployments,
      inContainer({ command: {} }),
      400,
      refused(
        'json: cannot unmarshal object into Go struct field Container.spec.template.spec.containers.command of type []string',
      ),
    ),
  ],
  'create deployments: a flag for a port of a probe': [
    post(
      deployments,
      inContainer({ readinessProbe: { httpGet: { port: true } } }),
      400,
      refused(
        'json: cannot unmarshal bool into Go struct field HTTPGetAction.spec.template.spec.containers.readinessProbe.ProbeHandler.httpGet.port of type int32',
      ),
    ),
  ],
  'create deployments: an amount that is none': [
    post(
      deployments,
      inContainer({ resources: { limits: { cpu: 'lots' } } }),
      400,
      refused(
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      ),
    ),
  ],
  'create configmaps: a number for text': [
    post(maps, map({ data: { a: 1 } }), 400, {
      message:
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
    }),
  ],
  'create configmaps: another strictness': [
    post(`${maps}?fieldValidation=Some`, map(), 422, {
      message:
        'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Some": supported values: "", "Ignore", "Strict", "Warn"',
    }),
  ],
  'patch configmaps: a number for text': [
    post(maps, map(), 201),
    patch(`${maps}/{name}`, { data: { a: 1 } }, 422, {
      matches: /json: cannot unmarshal number into Go struct field ConfigMap.data of type string/,
    }),
  ],
  'patch configmaps: a field that there is not, strictly': [
    post(maps, map(), 201),
    patch(`${maps}/{name}?${strict}`, [{ op: 'add', path: '/more', value: 1 }], 422, {
      type: json,
      matches: /strict decoding error: unknown field "more"/,
    }),
    patch(`${maps}/{name}`, [{ op: 'add', path: '/more', value: 1 }], 200, {
      type: json,
      lacks: ['more'],
    }),
  ],
};
