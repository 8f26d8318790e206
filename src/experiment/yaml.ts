import { parseAllDocuments, type YAMLError } from 'yaml';
import { maxDepth, type Reading, type SyntaxProblem } from './parsed.ts';
import { YamlBuilder } from './yaml-builder.ts';

/** Parser error code → code of our sentence; all others read as `experiment.yaml-syntax`. */
const codes: Record<string, string> = {
  BAD_ALIAS: 'experiment.yaml-alias',
  ALIAS_PROPS: 'experiment.yaml-alias',
  BAD_DIRECTIVE: 'experiment.yaml-directive',
  BAD_DQ_ESCAPE: 'experiment.yaml-escape',
  BAD_INDENT: 'experiment.yaml-indent',
  BAD_SCALAR_START: 'experiment.yaml-character',
  BLOCK_AS_IMPLICIT_KEY: 'experiment.yaml-nested',
  BLOCK_IN_FLOW: 'experiment.yaml-flow',
  KEY_OVER_1024_CHARS: 'experiment.yaml-long-key',
  MISSING_CHAR: 'experiment.yaml-missing',
  MULTILINE_IMPLICIT_KEY: 'experiment.yaml-multiline-key',
  MULTIPLE_ANCHORS: 'experiment.yaml-anchor',
  TAB_AS_INDENT: 'experiment.yaml-tab',
  TAG_RESOLVE_FAILED: 'experiment.yaml-tag',
};

/** Where the composer gives up; it does not say at which place. */
const tooDeep: SyntaxProblem = {
  code: 'experiment.too-deep',
  args: { limit: maxDepth },
  severity: 'error',
  start: 0,
  end: 1,
};

/** Reads YAML as PyYAML's SafeLoader does: version 1.1, merge keys, one document. */
export function readYaml(source: string): Reading {
  const text = source.startsWith('\uFEFF') ? ` ${source.slice(1)}` : source;
  const reading: Reading = {
    value: undefined,
    root: { start: 0, end: text.length },
    floats: new Set(),
    problems: [],
  };
  try {
    compose(text, reading);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    // The composer recurses, and so ends here when values nest by thousands.
    reading.problems.push(tooDeep);
  }
  return reading;
}

function compose(text: string, reading: Reading): void {
  const documents = withoutStacks(() =>
    parseAllDocuments(text, {
      version: '1.1',
      // Every scalar stays text here: the builder gives it its meaning.
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
    }),
  );
  const [first, second] = Array.isArray(documents) ? documents : [];
  if (first === undefined) {
    return;
  }
  if (first.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) {
    reading.problems.push(tooDeep);
    return;
  }
  reading.problems.push(...first.errors.map((error) => toProblem(error, text)));
  if (second !== undefined) {
    const [start, , end] = second.range;
    reading.problems.push({
      code: 'experiment.yaml-documents',
      severity: 'error',
      start,
      end: Math.max(start + 1, Math.min(end, start + 3)),
    });
  }
  const builder = new YamlBuilder(text, reading);
  reading.value = builder.document(first);
}

/**
 * Each problem of the text is an error of the library, and where it was made is of no interest: to
 * find that out takes most of the time when there are hundreds.
 */
function withoutStacks<T>(read: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return read();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function toProblem(error: YAMLError, text: string): SyntaxProblem {
  const [start, end] = error.pos;
  return {
    code: codes[error.code] ?? 'experiment.yaml-syntax',
    severity: 'error',
    start: Math.min(start, text.length),
    end: Math.min(Math.max(end, start), text.length),
  };
}
