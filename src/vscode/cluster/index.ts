import type * as vscode from 'vscode';
import type { Services } from '../services.ts';

/** Registers the explorer. */
export function registerCluster(_context: vscode.ExtensionContext, _services: Services): void {}
