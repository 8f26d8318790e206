/** One thing that was looked at. */
export interface TestCase {
  name: string;
  /** What it belongs to, such as the phase of a run. */
  group: string;
  /** Seconds. */
  seconds?: number;
  result: 'passed' | 'failed' | 'error' | 'skipped';
  /** Why, where it is not passed. */
  text?: string;
}

/** What was looked at in one experiment. */
export interface TestSuite {
  name: string;
  /** Path of the experiment. */
  file?: string;
  /** UTC, ISO 8601. */
  startedAt?: string;
  seconds: number;
  cases: readonly TestCase[];
}

/** JUnit's XML, as pipelines read it. */
export function junitText(suite: TestSuite): string {
  const counts = ['tests', 'failures', 'errors', 'skipped'].map((name) => ({
    name,
    count: suite.cases.filter(({ result }) => isCounted(name, result)).length,
  }));
  const numbers = counts.map(({ name, count }) => `${name}="${count}"`).join(' ');
  const time = `time="${suite.seconds.toFixed(3)}"`;
  const file = suite.file === undefined ? '' : ` file="${attribute(suite.file)}"`;
  const started =
    suite.startedAt === undefined ? '' : ` timestamp="${suite.startedAt.slice(0, 19)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="chaos-workbench" ${numbers} ${time}>`,
    `  <testsuite name="${attribute(suite.name)}" ${numbers} ${time}${file}${started}>`,
    ...suite.cases.map(caseText),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function isCounted(counter: string, result: TestCase['result']): boolean {
  const of = { failures: 'failed', errors: 'error', skipped: 'skipped' }[counter];
  return of === undefined || of === result;
}

function caseText({ name, group, seconds = 0, result, text = '' }: TestCase): string {
  const head = `    <testcase name="${attribute(name)}" classname="${attribute(group)}" time="${seconds.toFixed(3)}"`;
  if (result === 'passed') {
    return `${head}/>`;
  }
  const element = result === 'failed' ? 'failure' : result;
  return `${head}>\n      <${element} message="${attribute(text)}"/>\n    </testcase>`;
}

/** Text within quotes of XML; what XML can't hold is left out. */
function attribute(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
