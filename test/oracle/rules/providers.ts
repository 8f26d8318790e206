import { calls, experiment, prints, sh } from '../build.ts';
import type { Json, JsonObject, Rule } from '../case.ts';

function runs(path: string, args: Json, more: JsonObject = {}): JsonObject {
  return {
    type: 'action',
    name: path,
    provider: { type: 'process', path, arguments: args, ...more },
  };
}

function method(name: string, ...activities: JsonObject[]) {
  return { name, experiment: experiment({ method: activities }) };
}

const json = { 'Content-Type': 'application/json' };

/** Processes and HTTP calls. */
export const providers: Rule[] = [
  {
    id: 'process-text',
    says: 'Text arguments go through the shell.',
    cases: [method('pipes and quotes', runs('echo', '"a  b" | tr a c; echo $HOME >&2; exit 3'))],
    mutation: {
      file: 'engine/providers/process.ts',
      find: "if (typeof given === 'string') {",
      replace:
        "if (typeof given === 'string') {\n    return { file: program ?? '', args: given.split(' ') };",
    },
  },
  {
    id: 'process-list',
    says: 'List arguments are printed as Python prints them; null and "" are left out.',
    cases: [
      method(
        'each type',
        runs('printf', [
          '[%s]',
          'a b',
          false,
          true,
          null,
          '',
          0,
          ['a', 1],
          { k: null, "it's": 1.5 },
        ]),
      ),
      {
        name: 'floats',
        experiment:
          '{"title": "t", "description": "d", "method": [{"type": "action", "name": "n", "provider": ' +
          '{"type": "process", "path": "printf", "arguments": ["[%s]", 1.0, 1e20, 0.00001, -0.0, [2.0]]}}]}',
      },
    ],
    mutation: {
      file: 'engine/providers/process.ts',
      find: "const args = list.filter((item) => item !== null && item !== '').map(str);",
      replace: "const args = list.filter((item) => item !== null && item !== '').map(String);",
    },
  },
  {
    id: 'process-object',
    says: 'An object gives names and values in turn.',
    cases: [method('options', runs('printf', { '[%s]': 'x', '--flag': null, n: 5, '': 1 }))],
    mutation: {
      file: 'engine/providers/process.ts',
      find: 'isPyObject(given) ? Object.entries(given).flat() : given',
      replace: 'isPyObject(given) ? Object.values(given) : given',
    },
  },
  {
    id: 'process-exit',
    says: 'Any exit code succeeds; a signal is a negative one.',
    cases: [method('both', sh('exit 7'), sh('kill -9 $$'))],
    mutation: {
      file: 'platform/process.ts',
      find: 'code ?? -(',
      replace: 'code ?? (',
    },
  },
  {
    id: 'process-missing',
    says: 'A missing program with text arguments runs `None` in the shell; with a list the run is aborted.',
    cases: [
      {
        name: 'text',
        experiment: experiment({ method: [runs('no-such-program', 'x')] }),
        options: { noValidation: true },
      },
      {
        name: 'list',
        experiment: experiment({ method: [runs('no-such-program', ['x'])] }),
        options: { noValidation: true },
      },
    ],
    mutation: {
      file: 'engine/providers/process.ts',
      find: "const command = `${program ?? 'None'} ${given}`;",
      replace: "const command = `${program ?? provider['path']} ${given}`;",
    },
  },
  {
    id: 'process-home',
    says: '`~` in a path is the home folder.',
    cases: [
      {
        name: 'a script made before',
        experiment: experiment({
          method: [
            sh('printf "#!/bin/sh\\necho from home\\n" > "$HOME/tool"; chmod +x "$HOME/tool"'),
            runs('~/tool', []),
          ],
        }),
        options: { noValidation: true },
      },
    ],
    mutation: {
      file: 'engine/providers/process.ts',
      find: '/^~(?=$|[/\\\\])/.test(path)',
      replace: 'false',
    },
  },
  {
    id: 'process-output',
    says: 'Outputs are read as UTF-8 and kept as they are.',
    cases: [method('both', sh("printf 'h\\303\\251\\n'; printf ' x ' >&2"), prints('é'))],
    mutation: {
      file: 'engine/providers/decode.ts',
      find: "new TextDecoder('utf-8', { fatal: true })",
      replace: "new TextDecoder('latin1', { fatal: true })",
    },
  },
  {
    id: 'process-output-guess',
    says: 'The original guesses the encoding of an output, and takes some plain texts for something else; here UTF-8 is UTF-8.',
    cases: [
      {
        ...method('two letters', prints('$a')),
        differs: {
          why: 'outputs are read as UTF-8 when they are UTF-8',
          theirs: { code: 0, journal: { run: [{ output: { stdout: '②' } }] } },
          ours: { code: 0, journal: { run: [{ output: { stdout: '$a' } }] } },
        },
      },
    ],
    mutation: {
      file: 'engine/providers/decode.ts',
      find: 'if (first === 0xff && second === 0xfe) {',
      replace: 'if (second !== 0xfe) {',
    },
  },
  {
    id: 'http-get',
    says: 'GET is the default, and its arguments are the query.',
    cases: [
      method(
        'types',
        calls('/echo?x=1', { arguments: { a: 1, b: [1, 'x y'], c: null, d: true, e: 'é&=' } }),
        calls('/echo', { method: 'get', arguments: 'a=1&b= 2' }),
      ),
    ],
    mutation: {
      file: 'engine/providers/http/form.ts',
      find: '.filter((each) => each !== null)',
      replace: '',
    },
  },
  {
    id: 'http-bytes',
    says: 'Bytes of the configuration are sent as they are, in a query and in a form.',
    cases: [
      {
        name: 'both',
        environment: { RAW: 'a b(é)' },
        experiment: experiment({
          configuration: { raw: { type: 'env', key: 'RAW', env_var_type: 'bytes' } },
          method: [
            calls('/echo', { arguments: { q: '${raw}' } }),
            calls('/echo', { method: 'POST', arguments: { q: '${raw}' } }),
          ],
        }),
      },
    ],
    mutation: {
      file: 'engine/providers/http/form.ts',
      find: 'value instanceof PyBytes ? Buffer.from(value.bytes) : Buffer.from(str(value))',
      replace: 'Buffer.from(str(value))',
    },
  },
  {
    id: 'http-body',
    says: 'With other methods arguments are the body: JSON when `Content-Type` is exactly application/json, else a form.',
    cases: [
      method(
        'each',
        calls('/echo', { method: 'POST', arguments: { a: 1, b: [1, 'x y'] } }),
        calls('/echo', { method: 'put', headers: json, arguments: { a: 'é', n: null } }),
        calls('/echo', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json; charset=utf-8' },
          arguments: { a: 1 },
        }),
        calls('/echo', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          arguments: { a: 1 },
        }),
        calls('/echo', { method: 'POST', arguments: 'héllo' }),
        calls('/echo', { method: 'DELETE' }),
      ),
    ],
    mutation: {
      file: 'engine/providers/http/request.ts',
      find: "headers['Content-Type'] === 'application/json'",
      replace: "String(headers['Content-Type']).startsWith('application/json')",
    },
  },
  {
    id: 'http-answer-json',
    says: 'An answer is parsed only when its type is exactly application/json.',
    cases: [method('with and without charset', calls('/json'), calls('/charset'))],
    mutation: {
      file: 'engine/providers/http/answer.ts',
      find: "type === 'application/json' ? json(text) : text",
      replace: "type?.startsWith('application/json') ? json(text) : text",
    },
  },
  {
    id: 'http-answer-latin',
    says: 'Text without charset is read as ISO-8859-1.',
    cases: [method('with and without charset', calls('/latin'), calls('/text'))],
    mutation: {
      file: 'engine/providers/http/answer.ts',
      find: "return bytes.toString('latin1');\n  }\n  return kind",
      replace: "return bytes.toString('utf8');\n  }\n  return kind",
    },
  },
  {
    id: 'http-status',
    says: 'Any status succeeds.',
    cases: [method('404 and 503', calls('/404'), calls('/503'))],
    mutation: {
      file: 'engine/providers/http.ts',
      find: 'return outputOf(answer);',
      replace:
        "if (answer.status > 499) throw new ActivityFailed('bad');\n  return outputOf(answer);",
    },
  },
  {
    id: 'http-redirect',
    says: 'Redirections are followed.',
    cases: [
      method(
        '302',
        calls('/redirect'),
        calls('/redirect', { method: 'POST', arguments: { a: 1 } }),
      ),
    ],
    mutation: {
      file: 'engine/providers/http/send.ts',
      find: '![301, 302, 303, 307, 308].includes(answer.status)',
      replace: '![301, 303, 307, 308].includes(answer.status)',
    },
  },
  {
    id: 'http-no-connection',
    says: 'No connection is a failure of the activity.',
    cases: [method('refused', calls('', { url: 'http://127.0.0.1:1/x' }))],
    mutation: {
      file: 'engine/providers/http.ts',
      find: 'return new ActivityFailed(`failed to connect to ${url}: ${failed.message}`);',
      replace: 'return new Error(`failed to connect to ${url}: ${failed.message}`);',
    },
  },
  {
    id: 'http-timeout',
    says: 'An answer that comes too late is a failure of the activity; a pair is for connecting and reading.',
    cases: [
      method(
        'number and pair',
        calls('/hang', { timeout: 0.2 }),
        calls('/hang', { timeout: [5, 0.2] }),
      ),
    ],
    mutation: {
      file: 'engine/providers/http.ts',
      find: "return new ActivityFailed('activity took too long to complete');",
      replace: "return new ActivityFailed('timed out');",
    },
  },
];
