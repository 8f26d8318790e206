/**
 * The schema the editor's own JSON service gets. Every problem is reported by the extension, in its
 * words, so nothing in this variant may make that service report one: it describes and suggests.
 */
import { activitySnippets, providerSnippets, rootSnippet } from './editor-snippets.mjs';
import { stop } from './editor-stops.mjs';

/** Keywords that can make a value wrong, and our own annotations. */
const dropped = new Set([
  'type',
  'required',
  'enum',
  'minLength',
  'minItems',
  'maxItems',
  'minProperties',
  'pattern',
  'x-accepts',
  'x-name',
]);

/** Keywords whose value is a map from names to schemas. */
const maps = new Set(['properties', 'definitions']);

/**
 * The experiment schema without constraints, with all activities of the catalogue.
 * @param schema the experiment schema
 * @param entries the catalogue
 */
export function editorSchema(schema, entries) {
  const relaxed = relax(schema);
  const { definitions } = relaxed;
  const runnable = entries.filter((entry) => !entry.unsupported && !entry.deprecated);
  relaxed.defaultSnippets = [rootSnippet];
  definitions.activity.defaultSnippets = activitySnippets(runnable);
  definitions.provider.defaultSnippets = providerSnippets(runnable);
  definitions.configurationValue.defaultSnippets = [
    {
      label: 'From an environment variable',
      body: { type: 'env', key: '${1:VARIABLE}', default: '${2}' },
    },
  ];
  definitions.secretValue.defaultSnippets = [
    { label: 'From an environment variable', body: { type: 'env', key: '${1:VARIABLE}' } },
  ];
  addActivities(definitions, entries);
  return relaxed;
}

function relax(node) {
  if (Array.isArray(node)) {
    return node.map(relax);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const result = {};
  for (const [name, value] of Object.entries(node)) {
    if (name === 'if') {
      // A condition chooses and never reports.
      result.if = value;
    } else if (maps.has(name)) {
      result[name] = Object.fromEntries(
        Object.entries(value).map(([key, schema]) => [key, relax(schema)]),
      );
    } else if (!dropped.has(name)) {
      result[name] = name === 'description' ? value : relax(value);
    }
  }
  if (node.description !== undefined) {
    result.markdownDescription = node.description;
    delete result.description;
  }
  const values = node.enum ?? (node.type === 'boolean' ? [true, false] : undefined);
  if (values !== undefined) {
    result.anyOf = suggest(values.filter((value) => value !== null && value !== 'continously'));
  } else if (node.type === 'string') {
    result.defaultSnippets = [{ body: '$1', label: '""' }];
  } else if (node.type === 'array') {
    result.defaultSnippets = [{ body: ['^$1'], label: '[]' }];
  } else if (node.type === 'object' && node.properties === undefined) {
    result.defaultSnippets = [{ body: { $1: '$2' }, label: '{}' }];
  }
  return result;
}

/** Suggests values and lets all others be: the second branch fits everything. */
function suggest(values, descriptions) {
  return [{ enum: values, ...(descriptions && { markdownEnumDescriptions: descriptions }) }, {}];
}

/** Modules, their functions, and each function's arguments, chosen by what is already written. */
function addActivities(definitions, entries) {
  const modules = new Map();
  for (const entry of entries) {
    const id = `arguments ${entry.module}.${entry.func}`;
    definitions[id] = argumentsOf(entry);
    for (const path of [`${entry.module}.${entry.func}`, ...entry.aliases]) {
      const dot = path.lastIndexOf('.');
      const functions = modules.get(path.slice(0, dot)) ?? new Map();
      modules.set(path.slice(0, dot), functions.set(path.slice(dot + 1), { entry, id }));
    }
  }
  const { pythonProvider } = definitions;
  pythonProvider.properties.module = {
    markdownDescription: pythonProvider.properties.module.markdownDescription,
    anyOf: suggest(
      [...modules.keys()],
      [...modules.values()].map((functions) => [...functions.keys()].map(code).join(', ')),
    ),
  };
  pythonProvider.allOf = [...modules].map(([module, functions]) => ({
    if: { required: ['module'], properties: { module: { const: module } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
    then: branch(functions),
  }));
}

function branch(functions) {
  const named = [...functions];
  return {
    properties: {
      func: {
        anyOf: suggest(
          named.map(([name]) => name),
          named.map(([, { entry }]) => descriptionOf(entry)),
        ),
      },
    },
    allOf: named.map(([name, { id }]) => ({
      if: { required: ['func'], properties: { func: { const: name } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
      then: { properties: { arguments: { $ref: `#/definitions/${id}` } } },
    })),
  };
}

function descriptionOf({ summary, doc, unsupported, deprecated }) {
  return [
    summary,
    unsupported && '*Not supported yet.*',
    deprecated && `*Outdated.* ${deprecated}`,
    doc,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function argumentsOf({ func, parameters }) {
  const required = parameters.filter((parameter) => parameter.required);
  const stops = (required.length > 0 ? required : parameters.slice(0, 1)).map(
    ({ name, schema, default: value }, index) => [name, stop(schema, value, index + 1)],
  );
  return {
    markdownDescription: `Arguments of ${code(func)}: ${parameters.map(({ name }) => code(name)).join(', ') || 'none'}.`,
    defaultSnippets: [{ label: `Arguments of ${func}`, body: Object.fromEntries(stops) }],
    properties: Object.fromEntries(
      parameters.map((parameter) => [parameter.name, parameterSchema(parameter)]),
    ),
  };
}

function parameterSchema({ schema, doc, required, default: value }) {
  const types = [schema.type ?? []].flat();
  const facts = [
    required ? '*Required.*' : value !== undefined && `Default: ${code(JSON.stringify(value))}.`,
    types.length > 0 && `Type: ${types.map(code).join(' or ')}.`,
  ].filter(Boolean);
  const values = schema.enum ?? (types.includes('boolean') ? [true, false] : undefined);
  return {
    markdownDescription: [doc, facts.join(' ')].join('\n\n'),
    ...(values ? { anyOf: suggest(values) } : {}),
    ...(value === undefined && !values
      ? { defaultSnippets: [{ label: 'value', body: stop(schema, value, 1) }] }
      : { default: value ?? values?.[0] }),
  };
}

function code(text) {
  return `\`${text}\``;
}
