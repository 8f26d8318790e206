/** Packages of the Chaos Toolkit's extensions by the module they bring, where the names differ. */
const packages: Readonly<Record<string, string>> = {
  chaosaddons: 'chaostoolkit-addons',
  chaosaws: 'chaostoolkit-aws',
  chaosazure: 'chaostoolkit-azure',
  chaoscf: 'chaostoolkit-cloud-foundry',
  chaosdynatrace: 'chaostoolkit-dynatrace',
  chaosgcp: 'chaostoolkit-google-cloud-platform',
  chaosgrafana: 'chaostoolkit-grafana',
  chaosgremlin: 'chaostoolkit-gremlin',
  chaoshumio: 'chaostoolkit-humio',
  chaosistio: 'chaostoolkit-istio',
  chaosk6: 'chaostoolkit-k6',
  chaosk8s: 'chaostoolkit-kubernetes',
  chaoslib: 'chaostoolkit-lib',
  chaosopentelemetry: 'chaostoolkit-opentelemetry',
  chaosprometheus: 'chaostoolkit-prometheus',
  chaosreliably: 'chaostoolkit-reliably',
  chaosslack: 'chaostoolkit-slack',
  chaosspring: 'chaostoolkit-spring',
  chaostoxi: 'chaostoolkit-toxiproxy',
  chaostracing: 'chaostoolkit-opentracing',
  chaoswm: 'chaostoolkit-wiremock',
  requests: 'requests',
  yaml: 'PyYAML',
};

/** The package that most likely brings a module. */
export function packageOf(module: string): string {
  const root = module.split('.')[0] ?? module;
  return Object.hasOwn(packages, root) ? (packages[root] ?? root) : root;
}
