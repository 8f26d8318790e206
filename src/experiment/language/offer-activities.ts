import type { CatalogueEntry } from '../../catalogue/types.ts';
import type { Section } from '../activities.ts';
import {
  activityShape,
  argumentsShape,
  httpProbe,
  httpProvider,
  processActivity,
  processProvider,
  providerShape,
} from './activity-shapes.ts';
import { code, entryDoc } from './docs.ts';
import type { Offer } from './offer.ts';
import { Stop } from './shape.ts';
import { searchText } from './words.ts';
import type { Site } from './world.ts';

/** Whole activities for a place of a list. */
export function activityOffers({ world }: Site, path: readonly string[]): Offer[] {
  const section = sectionOf(path);
  const { say, catalogue } = world;
  const entries = catalogue.list().filter(({ deprecated }) => deprecated === undefined);
  const fitting = entries.filter(({ kind }) => section !== 'hypothesis' || kind === 'probe');
  const offers: Offer[] = [
    {
      kind: 'shape',
      label: say({ code: 'writing.shape-http' }),
      search: 'http request url probe',
      value: httpProbe(section),
      rank: 1,
    },
    {
      kind: 'shape',
      label: say({ code: 'writing.shape-process' }),
      search: 'process program shell command script',
      value: processActivity(section),
      rank: 1,
    },
    ...fitting.map((entry) => ({
      ...aboutEntry(entry, world.say),
      value: activityShape(entry, section),
    })),
  ];
  return section === 'hypothesis'
    ? offers
    : [
        ...offers,
        {
          kind: 'shape',
          label: say({ code: 'writing.shape-ref' }),
          search: 'ref reference again',
          value: { ref: new Stop('') },
          next: true,
          rank: 2,
        },
      ];
}

function aboutEntry(entry: CatalogueEntry, say: Site['world']['say']): Offer {
  const { func, module, kind } = entry;
  return {
    kind: 'activity',
    label: func,
    detail: module.replace(/^chaosk8s\./, ''),
    doc: `${code(`${module}.${func}`)} (${kind})\n\n${entryDoc(entry, say)}`,
    search: searchText(entry),
    rank: kind === 'action' ? 10 : 11,
    outdated: entry.deprecated !== undefined,
  };
}

function sectionOf([first]: readonly string[]): Section {
  return first === 'steady-state-hypothesis'
    ? 'hypothesis'
    : first === 'rollbacks'
      ? 'rollbacks'
      : 'method';
}

/** Providers as a whole. */
export function providerOffers({ world }: Site): Offer[] {
  const { say, catalogue } = world;
  const entries = catalogue.list().filter(({ deprecated }) => deprecated === undefined);
  return [
    {
      kind: 'shape',
      label: say({ code: 'writing.shape-http' }),
      search: 'http request url',
      value: httpProvider(),
      rank: 1,
    },
    {
      kind: 'shape',
      label: say({ code: 'writing.shape-process' }),
      search: 'process program shell',
      value: processProvider(),
      rank: 1,
    },
    ...entries.map((entry) => ({ ...aboutEntry(entry, say), value: providerShape(entry) })),
  ];
}

/** Modules that activities can be imported from. */
export function moduleOffers({ world: { catalogue } }: Site): Offer[] {
  return catalogue.modules().map((label) => ({
    kind: 'module',
    label,
    value: label,
    doc: catalogue.functions(label).map(code).join(', '),
    search: `${label} ${catalogue.functions(label).join(' ')}`.slice(0, 126),
    rank: /^chaosk8s\.(actions|probes)$/.test(label) ? 20 : 10,
  }));
}

/** Functions of a module; of all modules where none is written yet. */
export function functionOffers({ world }: Site, module: string | undefined): Offer[] {
  const { catalogue, say } = world;
  if (module === undefined) {
    return catalogue.list().map((entry) => ({ ...aboutEntry(entry, say), value: entry.func }));
  }
  return catalogue.functions(module).flatMap((func) => {
    const entry = catalogue.find(module, func);
    return entry === undefined
      ? []
      : [
          {
            ...aboutEntry(entry, say),
            label: func,
            search: `${func} ${searchText(entry)}`.slice(0, 126),
            value: func,
          },
        ];
  });
}

/** The arguments of an activity as a whole, required ones first. */
export function argumentsOffer({ world: { say } }: Site, entry: CatalogueEntry): Offer[] {
  const shape = argumentsShape(entry);
  return Object.keys(shape).length === 0
    ? []
    : [
        {
          kind: 'shape',
          label: say({ code: 'writing.shape-arguments', args: { func: entry.func } }),
          search: `arguments ${entry.func}`,
          doc: entryDoc(entry, say),
          value: shape,
          rank: 1,
        },
      ];
}
