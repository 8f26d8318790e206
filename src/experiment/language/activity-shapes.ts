import type { CatalogueEntry, Parameter } from '../../catalogue/types.ts';
import type { Section } from '../activities.ts';
import type { JsonObject } from '../json.ts';
import { type Shape, Stop } from './shape.ts';

/** Arguments that say which objects are meant, the most usual first. */
const selectors = ['label_selector', 'name', 'label_selectors', 'namespaces_selectors'];

/** Arguments that give an object where no file does. */
const definitions = ['spec_path', 'resource', 'spec', 'meta'];

/** What a person would write first, by the name of an argument. */
const examples: Readonly<Record<string, Shape>> = {
  label_selector: new Stop('app=front'),
  label_selectors: { app: new Stop('front') },
  name: new Stop('front'),
  spec_path: new Stop('manifest.yaml'),
  cmd: [new Stop('ls')],
  conditions: [{ type: new Stop('Ready'), status: new Stop('True') }],
  pattern: new Stop('error'),
  replicas: new Stop('0', { raw: true }),
  group: new Stop('example.com'),
  version: new Stop('v1'),
  plural: new Stop('widgets'),
  rate: new Stop('1mbps'),
  limit: new Stop('20971520', { raw: true }),
  buffer: new Stop('10000', { raw: true }),
  workers: new Stop('1', { raw: true }),
  load: new Stop('50', { raw: true }),
  namespaces_selectors: [new Stop('default')],
};

/** An object as it stands in a manifest. */
const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'front' } };

/** The same as the text, the object or the patch that an argument takes. */
function resourceShape(types: readonly string[]): Shape {
  if (types.includes('array')) {
    return [{ op: 'replace', path: '/spec/size', value: new Stop('1', { raw: true }) }];
  }
  return types.includes('object') ? widget : new Stop(JSON.stringify(widget));
}

/** The arguments a new activity begins with: what it needs, what it is about, and where. */
export function argumentsShape({ func, parameters, destructive }: CatalogueEntry): {
  [key: string]: Shape;
} {
  const named = (name: string) => parameters.find((parameter) => parameter.name === name);
  const first = parameters.filter(({ required }) => required);
  const has = (list: readonly string[]) => first.some(({ name }) => list.includes(name));
  const about = (list: readonly string[]) => list.map(named).find((each) => each !== undefined);
  const selector = about(selectors);
  if (!has(selectors) && !has(definitions) && selector !== undefined && !has(['pattern'])) {
    first.push(selector);
  } else if (destructive && !has(definitions) && /^(create|patch|replace|apply)_/.test(func)) {
    first.push(...[about(definitions) ?? []].flat());
  }
  const ns = named('ns');
  const shown = ns === undefined || first.includes(ns) ? first : [...first, ns];
  return Object.fromEntries(shown.map((parameter) => [parameter.name, argumentShape(parameter)]));
}

/** What an argument begins with. */
export function argumentShape({ name, schema, default: value }: Parameter): Shape {
  const types = [schema.type ?? 'string'].flat();
  const choices = schema.enum?.filter((choice) => typeof choice === 'string');
  if (choices !== undefined && choices.length > 0) {
    const ordered = [...choices].sort((one) => (one === value ? -1 : 0));
    return new Stop(ordered[0] ?? '', { choices: ordered });
  }
  if (types.includes('boolean')) {
    const ordered = value === true ? ['true', 'false'] : ['false', 'true'];
    return new Stop(ordered[0] ?? '', {
      raw: true,
      choices: value === undefined ? ['true', 'false'] : ordered,
    });
  }
  if (name === 'resource') {
    return resourceShape(types);
  }
  const example = examples[name];
  if (example !== undefined && (value === undefined || name === 'label_selector')) {
    return example;
  }
  if (value !== undefined && typeof value !== 'object') {
    return new Stop(String(value), { raw: typeof value !== 'string' });
  }
  if (types.includes('integer') || types.includes('number')) {
    return new Stop(String(Math.max(1, schema.minimum ?? 0)), { raw: true });
  }
  if (types.includes('string')) {
    return new Stop('');
  }
  return types.includes('array') ? [new Stop('')] : {};
}

/** A whole activity of the catalogue, ready to run but for what its tab stops say. */
export function activityShape(entry: CatalogueEntry, section: Section): Shape {
  const name = new Stop(entry.func.replaceAll('_', '-'));
  return {
    type: entry.kind,
    name,
    ...(section === 'hypothesis' && { tolerance: usualTolerance(entry) }),
    provider: providerShape(entry),
  };
}

/** The provider of an activity of the catalogue. */
export function providerShape(entry: CatalogueEntry): Shape {
  const args = argumentsShape(entry);
  return {
    type: 'python',
    module: entry.module,
    func: entry.func,
    ...(Object.keys(args).length > 0 && { arguments: args }),
  };
}

/** What a probe of the catalogue answers, in kind. */
export function answerOf({ summary }: CatalogueEntry): 'boolean' | 'number' | 'data' {
  if (/^(Checks|Waits|Judges)\b/.test(summary)) {
    return 'boolean';
  }
  return /^Counts\b/.test(summary) ? 'number' : 'data';
}

function usualTolerance(entry: CatalogueEntry): Shape {
  switch (answerOf(entry)) {
    case 'boolean':
      return true;
    case 'number':
      return new Stop('1', { raw: true });
    default:
      return {
        type: 'jsonpath',
        path: new Stop('$.items[*].metadata.name'),
        count: new Stop('1', { raw: true }),
      };
  }
}

/** An HTTP probe, judged by its status where probes are judged. */
export function httpProbe(section: Section): Shape {
  return {
    type: 'probe',
    name: new Stop('service-responds'),
    ...(section === 'hypothesis' && { tolerance: new Stop('200', { raw: true }) }),
    provider: httpProvider(),
  };
}

export function httpProvider(): Shape {
  return {
    type: 'http',
    url: new Stop('http://localhost:8080/'),
    timeout: new Stop('3', { raw: true }),
  };
}

/** A program as a probe of the hypothesis, else as an action. */
export function processActivity(section: Section): Shape {
  const judged = section === 'hypothesis';
  return {
    type: judged ? 'probe' : 'action',
    name: new Stop(judged ? 'ask-a-program' : 'run-a-program'),
    ...(judged && { tolerance: new Stop('0', { raw: true }) }),
    provider: processProvider(),
  };
}

export function processProvider(): Shape {
  return {
    type: 'process',
    path: new Stop('node'),
    arguments: [new Stop('--version')],
    timeout: new Stop('10', { raw: true }),
  };
}

/** A whole experiment with its parts in their usual order. */
export function experimentShape(): { [key: string]: Shape } {
  return {
    title: new Stop('What if a pod of the front service is gone?'),
    description: new Stop('The front service must still respond.'),
    'steady-state-hypothesis': {
      title: new Stop('The front service responds'),
      probes: [httpProbe('hypothesis')],
    },
    method: [
      {
        type: 'action',
        name: new Stop('terminate-a-pod'),
        provider: {
          type: 'python',
          module: 'chaosk8s.pod.actions',
          func: 'terminate_pods',
          arguments: { label_selector: new Stop('app=front'), ns: new Stop('default') },
        },
        pauses: { after: new Stop('5', { raw: true }) },
      },
    ],
    rollbacks: [],
  };
}

/** The members that a part of an experiment begins with, by its name. */
export function partShape(name: string, siblings: JsonObject): Shape | undefined {
  const all = experimentShape();
  switch (name) {
    case 'steady-state-hypothesis':
      return all[name];
    case 'probes':
      return [httpProbe('hypothesis')];
    case 'pauses':
      return { after: new Stop('5', { raw: true }) };
    case 'configuration':
      return { [`service_url`]: new Stop('http://localhost:8080/') };
    case 'secrets':
      return 'type' in siblings
        ? [new Stop('')]
        : { credentials: { token: { type: 'env', key: new Stop('SERVICE_TOKEN') } } };
    case 'runtime':
      return {
        rollbacks: {
          strategy: new Stop('default', { choices: ['default', 'always', 'never', 'deviated'] }),
        },
      };
    default:
      return undefined;
  }
}
