import { join } from '../pointer.ts';
import { textAt, valueAt } from '../value-at.ts';
import { answerOf } from './activity-shapes.ts';
import type { Offer } from './offer.ts';
import { entryAt } from './offer-keys.ts';
import { type Shape, Stop } from './shape.ts';
import type { Site } from './world.ts';

/** Ways to judge an answer, those first that fit what is asked. */
export function toleranceOffers(site: Site, path: readonly string[]): Offer[] {
  const { experiment, world } = site;
  const owner = path.slice(0, -1);
  const type = textAt(valueAt(experiment, join('', ...owner, 'provider')), 'type');
  const entry = entryAt(world, experiment, [...owner, 'provider']);
  const kind = type === 'python' ? entry && answerOf(entry) : type;
  const target: { [key: string]: Shape } =
    type === 'http' ? { target: 'body' } : type === 'process' ? { target: 'stdout' } : {};
  const offer = (code: string, search: string, value: Shape, fits: boolean): Offer => ({
    kind: 'shape',
    label: world.say({ code: `writing.tolerance-${code}` }),
    search,
    value,
    rank: fits ? 1 : 5,
  });
  const range = [new Stop('1', { raw: true }), new Stop('10', { raw: true })];
  return [
    offer('true', 'true yes', true, kind === 'boolean'),
    offer('status', '200 status http', new Stop('200', { raw: true }), kind === 'http'),
    offer('exit', '0 status exit', new Stop('0', { raw: true }), kind === 'process'),
    offer(
      'range',
      'range between',
      { type: 'range', ...(type === 'http' && { target: 'status' }), range },
      kind === 'number',
    ),
    offer(
      'regex',
      'regex pattern matches',
      { type: 'regex', ...target, pattern: new Stop('ok') },
      kind === 'http' || kind === 'process',
    ),
    offer(
      'jsonpath',
      'jsonpath path finds',
      { type: 'jsonpath', ...target, path: new Stop('$.status'), expect: new Stop('ok') },
      kind === 'data',
    ),
    offer(
      'list',
      'list one of',
      [
        new Stop('200', { raw: true }),
        new Stop('204', { raw: true }),
        new Stop('301', { raw: true }),
      ],
      kind === 'http',
    ),
    offer('probe', 'probe logs judge', judge(), false),
  ];
}

function judge(): Shape {
  return {
    type: 'probe',
    name: new Stop('judge-the-logs'),
    provider: {
      type: 'python',
      module: 'chaosk8s.pod.probes',
      func: 'should_be_found_in_logs',
      arguments: { pattern: new Stop('started'), value: '' },
    },
  };
}
