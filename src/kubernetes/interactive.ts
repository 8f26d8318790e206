import type { Message } from '../messages/types.ts';
import type { OpenedCluster } from './connection.ts';
import type { ExecTarget, Shell, TerminalSize } from './exec.ts';
import type { ApiRequest } from './objects.ts';
import type { Forward, PodPort } from './port-forward.ts';

/** A connection that a person works with: beside requests, what goes on until somebody ends it. */
export interface InteractiveCluster extends OpenedCluster {
  /**
   * The text of an answer as it comes, such as of a log that is followed.
   * @throws HumanError of the HTTP answer, `kubernetes.watch-failed` when it is cut; the signal's reason
   */
  stream(request: ApiRequest, signal: AbortSignal): AsyncIterable<string>;
  /** See `openShell`. */
  shell(
    target: ExecTarget,
    command: string[],
    options: { size: TerminalSize; onOutput: (content: Buffer) => void; signal: AbortSignal },
  ): Promise<Shell>;
  /** See `forwardPort`. */
  forward(
    target: PodPort,
    options: { wanted?: number; signal: AbortSignal; onError: (error: Message) => void },
  ): Promise<Forward>;
}
