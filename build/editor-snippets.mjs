/** Shapes that completion inserts, in the form the editor's JSON service takes them. */
import { stop } from './editor-stops.mjs';

/** A whole experiment. */
export const rootSnippet = {
  label: 'Experiment',
  description: 'A whole experiment: a hypothesis over HTTP, an action, no rollbacks.',
  body: {
    title: '${1:What if the backend is gone?}',
    description: '${2:The front service must still respond.}',
    'steady-state-hypothesis': {
      title: '${3:The front service responds}',
      probes: [
        {
          type: 'probe',
          name: '${4:front service must still respond}',
          tolerance: 200,
          provider: { type: 'http', url: '${5:http://localhost:8080/}', timeout: 3 },
        },
      ],
    },
    method: ['^$0'],
    rollbacks: [],
  },
};

const http = { type: 'http', url: '${2:http://localhost:8080/}', timeout: '^${3:3}' };
const process = { type: 'process', path: '${2:echo}', arguments: ['${3:hello}'] };

/** One per kind of activity, then one per activity of the catalogue. */
export function activitySnippets(entries) {
  return [
    activity('HTTP probe', 'probe', '${1:service responds}', http),
    activity('Process action', 'action', '${1:run a program}', process),
    { label: 'Reference to an activity', body: { ref: '${1:name}' } },
    ...entries.map((entry) => ({
      ...activity(
        entry.func,
        entry.kind,
        `\${1:${entry.func.replaceAll('_', '-')}}`,
        provider(entry, 2),
      ),
      description: entry.summary,
    })),
  ];
}

/** The same for the provider alone. */
export function providerSnippets(entries) {
  return [
    { label: 'HTTP request', body: http },
    { label: 'Program', body: process },
    ...entries.map((entry) => ({
      label: entry.func,
      description: entry.summary,
      body: provider(entry, 1),
    })),
  ];
}

function activity(label, type, name, body) {
  return { label, body: { type, name, provider: body } };
}

function provider({ module, func, parameters }, first) {
  const required = parameters.filter((parameter) => parameter.required);
  const selector = parameters.filter(({ name }) => name === 'label_selector' || name === 'name');
  const shown = required.length > 0 ? required : selector.slice(0, 1);
  const stops = shown.map(({ name, schema, default: value }, index) => [
    name,
    stop(schema, value, first + index),
  ]);
  return {
    type: 'python',
    module,
    func,
    ...(stops.length > 0 && { arguments: Object.fromEntries(stops) }),
  };
}
