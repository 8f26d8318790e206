import * as vscode from 'vscode';
import { HumanError } from '../messages/error.ts';

/** @throws HumanError `editor.untrusted` in Restricted Mode, where nothing is started */
export function requireTrust(): void {
  if (!vscode.workspace.isTrusted) {
    throw new HumanError('editor.untrusted');
  }
}
