import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** What a tool tells a model. */
export async function answer(tool: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(tool, { input, toolInvocationToken: undefined });
  return content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}

/** Why a tool tells nothing: a sentence without a stack. */
export async function refusal(tool: string, input: object): Promise<string> {
  const error = await answer(tool, input).then(
    (text) => assert.fail(`It answered: ${text}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error);
  assert.doesNotMatch(error.message, /\n\s+at /);
  return error.message;
}
