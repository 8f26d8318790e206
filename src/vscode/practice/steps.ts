import * as vscode from 'vscode';

/** Steps of the lesson that the walkthrough can't see by itself. */
export type LessonStep =
  | 'workspace'
  | 'v1'
  | 'seen'
  | 'pod'
  | 'deviated'
  | 'undone'
  | 'v2'
  | 'held'
  | 'clean';

/** A step was done, by whichever way: the walkthrough ticks it off. */
export async function stepDone(step: LessonStep): Promise<void> {
  await vscode.commands.executeCommand('setContext', `chaos.lesson.${step}`, true);
}
