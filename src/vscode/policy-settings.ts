import * as vscode from 'vscode';
import type { Json } from '../experiment/json.ts';
import type { PolicySettings } from '../workbench/job.ts';
import { SECTION, SETTINGS } from './ids.ts';

const names = [
  SETTINGS.deniedNamespaces,
  SETTINGS.maxTargets,
  SETTINGS.readOnlyClusters,
  SETTINGS.pinnedCluster,
];

/**
 * The settings about policy, each level by itself. Where a value of the workspace would take the place
 * of the user's elsewhere, here both hold: a workspace must not loosen anything.
 */
export function policySettings(scope: vscode.Uri | undefined): PolicySettings[] {
  const configuration = vscode.workspace.getConfiguration(SECTION, scope);
  const found = names.map((name) => ({
    name: name.replace('policy.', ''),
    values: configuration.inspect<Json>(name),
  }));
  const level = (
    of: 'globalValue' | 'workspaceValue' | 'workspaceFolderValue',
  ): PolicySettings['values'] =>
    Object.fromEntries(
      found.flatMap(({ name, values }) => {
        const value = values?.[of];
        return value === undefined || value === null || value === '' ? [] : [[name, value]];
      }),
    );
  return [
    { level: 'user', values: level('globalValue') },
    { level: 'workspace', values: level('workspaceValue') },
    { level: 'workspace', values: level('workspaceFolderValue') },
  ];
}

/**
 * For what is done to a cluster by no experiment: it belongs to no folder, so the settings of each
 * hold.
 */
export function policySettingsOfWindow(): PolicySettings[] {
  const [first, ...others] = vscode.workspace.workspaceFolders ?? [];
  // Those of user and workspace are the same for all.
  return [
    ...policySettings(first?.uri),
    ...others.flatMap(({ uri }) => policySettings(uri).slice(-1)),
  ];
}
