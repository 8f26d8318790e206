/** A command of a chain, with what decides whether it runs. */
export interface Step {
  words: string[];
  /** After `&&`: only if the one before went well. */
  onlyIfWell: boolean;
  /** `>&2`: what it says goes where problems go. */
  toStderr?: boolean;
}

/** What a shell would do and this one does not. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
}

/**
 * Reads a line of commands with `&&` and `;`, quotes, `$NAME`, and `>&2`.
 * @throws SyntaxProblem for anything else that a shell understands
 */
export function shellSteps(line: string, environment: Readonly<Record<string, string>>): Step[] {
  const steps: Step[] = [];
  let step: Step = { words: [], onlyIfWell: false };
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) {
      step.words.push(word);
      word = undefined;
    }
  };
  const endStep = (onlyIfWell: boolean) => {
    endWord();
    if (step.words.length > 0) {
      steps.push(step);
    }
    step = { words: [], onlyIfWell };
  };
  const token =
    /1?(>&2)(?=[\s;&]|$)|'([^']*)'|"((?:[^"\\`]|\\.)*)"|(&&)|([;\n])|(\s+)|\$\{?(\w+)\}?|\\(.)|([^\s'"&;|<>()$`\\*?{}[\]#]+)|(.)/gs;
  for (const [
    ,
    redirect,
    single,
    double,
    and,
    end,
    blank,
    name,
    escaped,
    plain,
    other,
  ] of line.matchAll(token)) {
    if (other !== undefined) {
      throw new SyntaxProblem(
        `sh: the practice cluster's shell knows only simple commands with &&, ; and >&2, not ${other}`,
      );
    }
    if (redirect !== undefined) {
      step.toStderr = true;
    } else if (and !== undefined || end !== undefined) {
      endStep(and !== undefined);
    } else if (blank !== undefined) {
      endWord();
    } else if (name !== undefined) {
      word = (word ?? '') + (environment[name] ?? '');
    } else if (double !== undefined) {
      word = (word ?? '') + inDoubleQuotes(double, environment);
    } else {
      word = (word ?? '') + (single ?? escaped ?? plain ?? '');
    }
  }
  endStep(false);
  return steps;
}

function inDoubleQuotes(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replace(/\\(["\\$`])|\$\{?(\w+)\}?/g, (_all, escaped, name) =>
    escaped === undefined ? (environment[name] ?? '') : escaped,
  );
}
