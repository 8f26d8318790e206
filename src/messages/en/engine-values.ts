import type { MessageTable } from '../types.ts';

/** Sentences about values, providers and tolerances; every code starts with `engine.`. */
export const engineValues = {
  'engine.not-comparable':
    'Values of two kinds can’t be put in order: {a left} and {a right}. Compare values of one kind, for example two numbers.',
  'engine.secret-scope':
    'The secret “{name}” is {a type} without a scope around it. Write it as “secrets: {{ scope: {{ {name}: … }} }}”, then name the scope in the activity.',
  'engine.variable-type':
    'The variable “{name}” asks for the type “{type}”. Use str, int, float, bytes, bool or json.',
  'engine.variable-value':
    'The variable “{name}” should be of type {type}, but its value is {a value}. Give it a value that can be read as {type}.',
  'engine.var-form': '“{text}” is not a variable. Write --var name=value or --var name:type=value.',
  'engine.var-file-syntax':
    'The variable file {file} was left out: it can’t be read from line {line}, column {column} on. Mend the file and run again.',
  'engine.var-file-shape':
    'The variable file {file} needs “{name}” to be an object of names and values, if it is there at all.',
  'engine.var-file-line':
    'Line {line} of the variable file {file} has no “=”. Write NAME=value, or start the line with # for a comment.',
  'engine.configuration-env':
    'The configuration “{name}” needs the environment variable {key}, which is not set. Set it, or give the entry a “default”.',
  'engine.configuration-key':
    'The configuration “{name}” has the type “env” but no “key”. Add the name of the environment variable as “key”.',
  'engine.secret-env':
    'The secret “{name}” needs the environment variable {key}, which is not set. Set it and run again.',
  'engine.secret-key':
    'The secret “{name}” has the type “env” but no “key”. Add the name of the environment variable as “key”.',
  'engine.process-timeout':
    'The timeout of this process is {a type}. Give it as a number of seconds; a variable can’t be used here.',
  'engine.process-arguments':
    'The arguments of this process are {a type}. Give them as text (run through the shell), a list, or an object.',
  'engine.process-missing':
    'The program “{path}” was not found on this machine. Install it, correct “path”, or add its folder to PATH.',
  'engine.process-start':
    'The program “{path}” could not be started: {reason}. Check that it is a program of this machine and may be executed.',
  'engine.process-nul':
    'An argument of this process holds a NUL character, which no program can be given. Take it out.',
  'engine.jsonpath-step':
    'A slice of the JSON path has the step 0, which leads nowhere. Give another step.',
  'engine.tolerance-target':
    'The tolerance looks at “{target}” of the probe’s output, but the output is {a type}. Leave “target” out, or use a probe whose output has such a part.',
  'engine.tolerance-probe':
    'The tolerance is a probe without “arguments”. Add “arguments”: {{}} to its provider; the value to judge is put in as “value”.',
  'engine.tolerance-pattern': 'The pattern of the tolerance is {a type}. Write it as text.',
  'engine.tolerance-text':
    'The tolerance searches text, but the probe gave {a type}. Name the part to search in “target”, for example stdout or body.',
  'engine.tolerance-path': 'The path of the tolerance is {a type}. Write it as text.',
  'engine.tolerance-bounds':
    'The range of the tolerance needs two numbers. Write “range”: [lowest, highest].',
  'engine.tolerance-number':
    'The tolerance is a range of numbers, but the probe gave {a type}. Name the part to compare in “target”, or use another tolerance.',
  'engine.tolerance-nan':
    'The tolerance is a range of numbers, but one side of the comparison is not a number (NaN).',
  'engine.http-url':
    '“{url}” is not an address to call. Write one that starts with http:// or https:// and names a host.',
  'engine.http-scheme':
    '“{url}” can’t be called: only http:// and https:// are possible. Correct the url of the provider.',
  'engine.http-method':
    '“{method}” is not an HTTP method. Use GET, POST, PUT, PATCH, DELETE or HEAD.',
  'engine.http-arguments':
    'The arguments of this HTTP call are {a type}, which makes no query or form. Give an object of names and values, a list of pairs, or text.',
  'engine.http-headers':
    'The headers of this HTTP call are {a type}. Give an object whose values are text.',
  'engine.http-header-type': 'The header “{name}” is {a type}. Write its value as text, in quotes.',
  'engine.http-header':
    'The header “{name}” has a name or a value that can’t be sent. Names hold no blanks; values hold no line breaks, don’t start with a blank, and hold only Latin letters.',
  'engine.http-timeout':
    'The timeout of this HTTP call must be a number of seconds above 0, or a pair of them: [connect, read].',
  'engine.http-redirects':
    'The call to {url} was redirected more than {count} times. Check the service’s redirections, or call its final address.',
  'engine.http-json':
    'The answer says it is application/json, but can’t be read as JSON: {reason}. Check what the service answers.',
  'engine.http-encoding':
    'The answer could not be unpacked: {reason}. Check the Content-Encoding the service answers with.',
  'engine.http-cut':
    'The answer from {url} was cut off: {reason}. Check whether the service was stopped while it answered.',
  'engine.http-too-long':
    'The answer is longer than {megabytes} MB, which is more than a journal can hold. Call something that answers with less.',
  'engine.http-authorities':
    'The certificate authorities in {path} could not be read: {reason}. Correct “verify_tls”, or the environment variable REQUESTS_CA_BUNDLE.',
  'engine.not-json': 'The value {value} can’t be written as JSON. Use another value.',
} satisfies MessageTable;
