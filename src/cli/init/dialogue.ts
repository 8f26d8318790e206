import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { HumanError } from '../../messages/error.ts';
import type { Message } from '../../messages/types.ts';
import type { Io } from '../io.ts';

/** Questions to a person, one line each. Every one throws `init.stopped` when there is no answer. */
export interface Dialogue extends Disposable {
  say(message: Message): void;
  /** A text that is not empty. */
  text(question: Message): Promise<string>;
  confirm(question: Message): Promise<boolean>;
  /**
   * A value that the reader accepts; asks again until it does.
   * @param shown what stands in brackets; an empty answer is taken then
   */
  value<T>(question: Message, read: (answer: string) => Read<T>, shown?: string): Promise<T>;
}

/** What is made of an answer: a value, or why it is none. */
export type Read<T> = { value: T } | { refused: Message };

/** @param input the person, or what stands in for one */
export function openDialogue(input: Readable, io: Pick<Io, 'out' | 'text'>): Dialogue {
  const lines = createInterface({ input, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question: Message, hint: string): Promise<string> => {
    io.out(`${io.text(question)}${hint}: `);
    const { value, done } = await answers.next();
    if (done) {
      io.out('\n');
      throw new HumanError('init.stopped');
    }
    return value.trim();
  };
  const say = (message: Message) => io.out(`${io.text(message)}\n`);
  const value: Dialogue['value'] = async (question, read, shown) => {
    for (;;) {
      const answer = await ask(question, shown === undefined ? '' : ` [${shown}]`);
      const found = read(answer);
      if ('value' in found) {
        return found.value;
      }
      say(found.refused);
    }
  };
  return {
    say,
    value,
    text: (question) =>
      value<string>(question, (answer) =>
        answer === '' ? { refused: { code: 'init.needed' } } : { value: answer },
      ),
    async confirm(question) {
      for (;;) {
        const answer = (await ask(question, ' [y/N]')).toLowerCase();
        if (['', 'n', 'no'].includes(answer)) {
          return false;
        }
        if (['y', 'yes'].includes(answer)) {
          return true;
        }
        say({ code: 'init.yes-no' });
      }
    },
    [Symbol.dispose]: () => lines.close(),
  };
}
