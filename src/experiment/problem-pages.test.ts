import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { createCatalogue } from '../catalogue/index.ts';
import { kubernetesEntries } from '../catalogue/kubernetes/index.ts';
import { experiment } from '../messages/en/experiment.ts';
import { experimentPatterns } from '../messages/en/experiment-patterns.ts';
import { workbenchPython } from '../messages/en/workbench-python.ts';
import type { Format, Problem } from './document.ts';
import { isObject, type Json } from './json.ts';
import { parseExperiment } from './parse.ts';
import { validateExperiment } from './validate.ts';

const catalogue = createCatalogue(kubernetesEntries);
const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'problems.md'), 'utf8');
const words = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

/** What is looked for on the machine, when somebody asks to check or to run. */
const here = [
  ...['python-chosen', 'python-none', 'python-start', 'python-silent', 'program-missing'],
  ...Object.keys(workbenchPython).map((code) => code.slice('workbench.'.length)),
];

/** Codes that need more than a short example, or that nothing at present leads to. */
const withoutExample = [
  ...here,
  ...['too-deep', 'yaml-syntax', 'yaml-alias-bomb', 'yaml-flow', 'yaml-long-key', 'missing'],
  ...['type', 'argument-number', 'argument-type', 'argument-maximum', 'pattern-unsupported'],
];

interface Section {
  code: string;
  text: string;
  format?: Format;
  example?: string;
}

const sections = page
  .split(/^### /m)
  .slice(1)
  .map((text): Section => {
    const [, format, example] = /^```(\w+)\n([\s\S]*?)^```$/m.exec(text) ?? [];
    return {
      code: text.slice(0, text.indexOf('\n')),
      text,
      ...(example !== undefined && { format: format as Format, example }),
    };
  });

/** The problems of an example; a part of an experiment gets what it lacks. */
function problemsOf(example: string, format: Format): Problem[] {
  const alone = parseExperiment(example, format);
  const whole: Json = { title: 't', description: 'd', method: [] };
  const isPart = format === 'yaml' && isObject(alone.value) && alone.problems.length === 0;
  const text = isPart ? stringify({ ...whole, ...alone.value }) : example;
  return validateExperiment(parseExperiment(text, format), catalogue);
}

test('each problem has one section of its own', () => {
  const codes = Object.keys({ ...experiment, ...experimentPatterns })
    .filter((code) => !code.startsWith('experiment.fix-'))
    .map((code) => code.slice('experiment.'.length));
  assert.deepEqual(sections.map(({ code }) => code).sort(), [...codes, ...here].sort());
});

test('each section says what is wrong and how to mend it', () => {
  for (const { code, text, example } of sections) {
    assert.match(text, /\n\n\*\*(?:Error|Warning|Note)\.\*\* [A-Z`]/, code);
    assert.match(text, /\nMend: .+/, code);
    assert.equal(example === undefined, withoutExample.includes(code), code);
  }
});

test('each example has the problem it is about, of the severity that is told', () => {
  for (const { code, text, format, example } of sections) {
    if (format === undefined || example === undefined) {
      continue;
    }
    const problems = problemsOf(example, format);
    const problem = problems.find((each) => each.code === `experiment.${code}`);
    const found = problems.map((each) => each.code).join(', ');
    assert.ok(problem, `${code}: ${found}\n${example}`);
    assert.ok(text.includes(`**${words[problem.severity]}.**`), `${code}: ${problem.severity}`);
  }
});

test('links within the page lead to sections', () => {
  const codes = sections.map(({ code }) => code);
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor ?? '');
  assert.ok(links.length > 0);
  assert.deepEqual(
    links.filter((anchor) => !codes.includes(anchor)),
    [],
  );
});
