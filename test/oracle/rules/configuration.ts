import { experiment, prints, sh } from '../build.ts';
import type { Case, JsonObject, Rule } from '../case.ts';

/** An experiment that prints values of its configuration. */
function shows(configuration: JsonObject, ...names: string[]): JsonObject {
  const args = names.map((name) => `\${${name}}`);
  return experiment({
    configuration,
    method: [
      prints(`these are the values of the configuration: $${names.join(' and $')}.`),
      {
        type: 'action',
        name: 'typed',
        provider: { type: 'process', path: 'printf', arguments: ['%s is one value. ', ...args] },
      },
    ],
  });
}

const env = (key: string, more: JsonObject = {}) => ({ type: 'env', key, ...more });
const probe = (provider: JsonObject) => ({ type: 'probe', name: 'asks', provider });
const process = (script: string, more: JsonObject = {}) =>
  probe({ type: 'process', path: 'sh', arguments: ['-c', script], ...more });

function plainCase(name: string, what: JsonObject, more: Partial<Case> = {}): Case {
  return { name, experiment: what, ...more };
}

/** Where values come from. */
export const configuration: Rule[] = [
  {
    id: 'configuration-inline',
    says: 'Inline values keep their types; an object that is no `env` is a value.',
    cases: [
      plainCase(
        'all types',
        shows(
          {
            a: 'x',
            n: 5,
            f: 1.5,
            b: true,
            nil: null,
            l: ['a', 1],
            o: { type: 'other', key: 'HOME' },
          },
          'a',
          'n',
          'f',
          'b',
          'nil',
          'l',
          'o',
        ),
      ),
    ],
    mutation: {
      file: 'engine/configuration.ts',
      find: "isPyObject(value) && value['type'] === 'env'",
      replace: "isPyObject(value) && typeof value['key'] === 'string'",
    },
  },
  {
    id: 'configuration-env',
    says: 'An `env` entry takes the variable, then its default.',
    cases: [
      plainCase(
        'set, empty and missing',
        shows(
          {
            a: env('SET'),
            e: env('EMPTY', { default: 'd' }),
            m: env('MISSING', { default: 'd' }),
            n: env('MISSING', { default: null }),
          },
          'a',
          'e',
          'm',
          'n',
        ),
        { environment: { SET: 'v', EMPTY: '' } },
      ),
    ],
    mutation: {
      file: 'engine/configuration.ts',
      find: "value ?? entry['default'] ?? null",
      replace: "entry['default'] ?? value ?? null",
    },
  },
  {
    id: 'configuration-env-types',
    says: '`env_var_type` converts, the default too.',
    cases: [
      plainCase(
        'each type',
        shows(
          {
            i: env('I', { env_var_type: 'int' }),
            f: env('I', { env_var_type: 'float' }),
            b: env('I', { env_var_type: 'bool' }),
            no: env('NO', { env_var_type: 'bool' }),
            y: env('I', { env_var_type: 'bytes' }),
            j: env('J', { env_var_type: 'json' }),
            s: env('I', { env_var_type: 'str' }),
            d: env('MISSING', { env_var_type: 'int', default: '9' }),
          },
          'i',
          'f',
          'b',
          'no',
          'y',
          'j',
          's',
          'd',
        ),
        { environment: { I: '7', NO: 'no', J: '{"a": [1, 2.0, null]}' } },
      ),
      plainCase('does not convert', shows({ i: env('I', { env_var_type: 'int' }) }, 'i'), {
        environment: { I: 'seven' },
      }),
    ],
    mutation: {
      file: 'engine/python/convert-type.ts',
      find: "case 'int':\n    case 'integer':\n      return toInteger(value);",
      replace: "case 'int':\n    case 'integer':\n      return value;",
    },
  },
  {
    id: 'configuration-env-missing',
    says: 'A variable that is not set and has no default ends it before anything runs, whatever --var says.',
    cases: [
      plainCase('not set', shows({ a: env('MISSING') }, 'a')),
      plainCase('given as a variable', shows({ a: env('MISSING') }, 'a'), {
        options: { vars: ['a=x'], noValidation: true },
      }),
    ],
    mutation: {
      file: 'engine/configuration.ts',
      find: "if (value === undefined && !Object.hasOwn(entry, 'default')) {",
      replace: 'if (false) {',
    },
  },
  {
    id: 'configuration-process',
    says: 'A process gives its standard output without blanks around it; one that ends badly drops the key.',
    cases: [
      plainCase(
        'both',
        shows({ a: process('echo "  x y "'), bad: process('echo no; exit 1') }, 'a', 'bad'),
      ),
    ],
    mutation: {
      file: 'engine/configuration.ts',
      find: "return str(output['stdout'] ?? '').trim();",
      replace: "return str(output['stdout'] ?? '');",
    },
  },
  {
    id: 'configuration-process-failed',
    says: 'A probe that fails drops its key and nothing else.',
    cases: [
      plainCase(
        'one of two',
        shows(
          {
            bad: process('exit 1'),
            late: process('sleep 60', { timeout: 0.05 }),
            a: process('echo x'),
          },
          'bad',
          'late',
          'a',
        ),
      ),
    ],
    mutation: {
      file: 'engine/configuration.ts',
      find: "if (!equal(output['status'] ?? null, 0)) {",
      replace: 'if (false) {',
    },
  },
  {
    id: 'configuration-http',
    says: 'An HTTP call gives its body, typed.',
    cases: [
      plainCase('JSON', shows({ a: probe({ type: 'http', url: '@service@/json' }) }, 'a')),
      plainCase('refused', shows({ a: probe({ type: 'http', url: 'http://127.0.0.1:1/' }) }, 'a')),
    ],
    mutation: {
      file: 'engine/configuration.ts',
      find: "return output['body'] ?? null;",
      replace: 'return output;',
    },
  },
  {
    id: 'configuration-order',
    says: 'A probe sees the entries before it.',
    cases: [
      plainCase(
        'one after the other',
        shows(
          { a: 'x', b: process('echo ${a} ${c}'), c: 'z', d: process('echo ${b} ${c}') },
          'b',
          'd',
        ),
      ),
    ],
    mutation: {
      file: 'engine/configuration.ts',
      find: 'Object.fromEntries(resolved), log, signal)',
      replace: 'configuration, log, signal)',
    },
  },
  {
    id: 'vars',
    says: '--var replaces declared entries, typed; undeclared ones are dropped.',
    cases: [
      plainCase(
        'types',
        shows({ a: 1, b: 1, c: 1, d: 1, e: 1, j: 1 }, 'a', 'b', 'c', 'd', 'e', 'j', 'undeclared'),
        {
          options: {
            vars: [
              'a=x=y',
              'b:int=5',
              'c:float=1',
              'd:bool=no',
              'e:bytes=x',
              'j:json=[1.0, null]',
              'undeclared=x',
            ],
          },
        },
      ),
    ],
    mutation: {
      file: 'engine/configuration.ts',
      find: 'return Object.fromEntries(\n    Object.entries(declared).map(',
      replace: 'return Object.fromEntries(\n    Object.entries({ ...vars, ...declared }).map(',
    },
  },
  {
    id: 'var-file',
    says: 'Var files give configuration and secrets; the command line beats them, a later file an earlier one.',
    cases: [
      plainCase(
        'JSON and YAML',
        shows({ a: 1, b: 1, c: 1, d: env('MISSING', { default: 'd' }) }, 'a', 'b', 'c', 'd'),
        {
          options: {
            vars: ['c=line'],
            varFiles: {
              'one.json': '{"configuration": {"a": 2.0, "b": "one", "c": "file"}}',
              'two.yaml': 'configuration:\n  b: two\n  d: {type: env, key: SET}\n',
            },
          },
          environment: { SET: 'from the environment' },
        },
      ),
    ],
    mutation: {
      file: 'engine/vars.ts',
      find: 'return { ...before, ...found };',
      replace: 'return { ...found, ...before };',
    },
  },
  {
    id: 'var-file-env',
    says: 'A .env file adds to the environment.',
    cases: [
      plainCase(
        'for configuration and processes',
        {
          ...shows({ a: env('FROM_FILE', { default: 'd' }) }, 'a'),
          rollbacks: [sh('echo $FROM_FILE')],
        },
        { options: { varFiles: { '.env': '# comment\n\n FROM_FILE=x=y \n' }, noValidation: true } },
      ),
    ],
    mutation: {
      file: 'engine/vars.ts',
      find: "const at = line.indexOf('=');",
      replace: "const at = line.lastIndexOf('=');",
    },
  },
  {
    id: 'secrets',
    says: 'Secrets come inline or from the environment; names stand alone, the configuration and earlier scopes win.',
    cases: [
      plainCase(
        'length of each',
        experiment({
          configuration: { both: 'configuration' },
          secrets: {
            one: { both: 'secret', tok: env('TOKEN'), same: 'first scope' },
            two: { same: 'second' },
          },
          method: [
            sh('echo ${#0}; printf %s "$1" "$2" "$3" | wc -c', {
              provider: {
                type: 'process',
                path: 'sh',
                arguments: [
                  '-c',
                  'for each in "$@"; do printf %s "$each" | wc -c; done',
                  'x',
                  '${both}',
                  '${tok}',
                  '${same}',
                  '${one}',
                ],
              },
            }),
          ],
        }),
        { environment: { TOKEN: 'abcdefghijk' }, normalise: dropSecrets },
      ),
    ],
    mutation: {
      file: 'engine/substitute.ts',
      find: 'for (const [key, secrets] of Object.entries(scope.secrets)) {',
      replace: 'for (const [key, secrets] of Object.entries(scope.secrets).reverse()) {',
    },
  },
  {
    id: 'secrets-env-missing',
    says: 'A secret whose variable is not set ends it before anything runs.',
    cases: [plainCase('not set', experiment({ secrets: { s: { a: env('MISSING') } } }))],
    mutation: {
      file: 'engine/secrets.ts',
      find: 'if (value === undefined) {\n    throw',
      replace: "if (value === undefined) {\n    return '';\n    throw",
    },
  },
  {
    id: 'secrets-masked',
    says: 'The original writes secrets into the journal; here they never are.',
    cases: [
      plainCase(
        'in an output',
        experiment({ secrets: { s: { tok: env('TOKEN') } }, method: [prints('${tok}')] }),
        {
          environment: { TOKEN: 'abcdefghijk' },
          differs: {
            why: 'secrets are masked',
            theirs: { code: 0, journal: { run: [{ output: { stdout: 'abcdefghijk' } }] } },
            ours: { code: 0, journal: { run: [{ output: { stdout: '***' } }] } },
          },
        },
      ),
      plainCase(
        'through dynamic configuration',
        experiment({
          secrets: { s: { tok: env('TOKEN') } },
          configuration: { a: process('echo ${tok}') },
          method: [prints('${a}')],
        }),
        {
          environment: { TOKEN: 'abcdefghijk' },
          differs: {
            why: 'secrets are masked, and not put into the probes of the configuration',
            theirs: {
              code: 0,
              journal: {
                experiment: {
                  configuration: { a: { provider: { secrets: { s: { tok: 'abcdefghijk' } } } } },
                },
              },
            },
            ours: {
              code: 0,
              journal: {
                experiment: { configuration: { a: { provider: { secrets: '<none>' } } } },
                run: [{ output: { stdout: '***' } }],
              },
            },
          },
        },
      ),
    ],
    mutation: {
      file: 'engine/prepare.ts',
      find: 'masker.add(secretValues(secrets));',
      replace: '',
    },
  },
];

/** The experiment holds its secrets: here they are masked. */
function dropSecrets(journal: JsonObject): void {
  const told = journal['experiment'] as JsonObject;
  delete told['secrets'];
}
