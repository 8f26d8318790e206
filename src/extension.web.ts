import type * as vscode from 'vscode';

/** The extension in a browser: writing only. */
export function activate(_context: vscode.ExtensionContext): void {}
