import type { Evaluation } from '../../engine/inspect/inspector.ts';
import type { Json } from '../../experiment/json.ts';

type Evaluate = (expression: string) => Promise<Evaluation>;

/** Whether a breakpoint's condition holds: a tolerance that is met, or a value that says something. */
export async function passes(condition: string, evaluate: Evaluate): Promise<boolean> {
  const answer = await evaluate(condition);
  if ('help' in answer) {
    return true;
  }
  return 'met' in answer ? answer.met : says(answer.value);
}

/** The text of a logpoint: `${name}` and expressions between braces are put in. */
export async function written(message: string, evaluate: Evaluate): Promise<string> {
  const parts = message.split(/(\$\{\w+\}|\{(?:\$\{\w+\}|[^{}])+\})/);
  const texts = await Promise.all(
    parts.map(async (part, index) => {
      if (index % 2 === 0) {
        return part;
      }
      const answer = await evaluate(part.startsWith('$') ? part : part.slice(1, -1));
      if ('help' in answer) {
        return part;
      }
      const value = 'met' in answer ? answer.met : answer.value;
      return typeof value === 'string' ? value : JSON.stringify(value);
    }),
  );
  return texts.join('');
}

/** As Python has it: nothing, zero and what is empty say no. */
function says(value: Json): boolean {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length > 0
    : Boolean(value);
}
