import { isAbsolute, resolve } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../../messages/error.ts';
import type { Documents } from '../documents.ts';
import type { Services } from '../services.ts';
import { requireTrust } from '../trust.ts';
import { DEBUG_TYPE } from './configuration.ts';
import { programOf } from './program.ts';

/** Debug configurations: that of the active experiment where none is written down. */
export class ConfigurationProvider implements vscode.DebugConfigurationProvider {
  readonly #services: Pick<Services, 'text' | 'report'>;
  readonly #documents: Documents;

  constructor(services: Pick<Services, 'text' | 'report'>, documents: Documents) {
    this.#services = services;
    this.#documents = documents;
  }

  /** For a new launch.json. */
  provideDebugConfigurations(): vscode.DebugConfiguration[] {
    return [this.#configuration('${file}')];
  }

  /** F5 without a launch.json comes with nothing at all. */
  resolveDebugConfiguration(
    _folder: vscode.WorkspaceFolder | undefined,
    given: vscode.DebugConfiguration,
  ): vscode.DebugConfiguration | undefined {
    try {
      requireTrust();
      if (typeof given['program'] === 'string' && given['program'] !== '') {
        return given;
      }
      const document = this.#documents.find(undefined);
      if (document === undefined) {
        throw new HumanError('editor.not-an-experiment');
      }
      return { ...this.#configuration(programOf(document.uri)), ...written(given) };
    } catch (error) {
      this.#services.report(error);
      return undefined;
    }
  }

  /** A relative path starts in the workspace folder, as people write it there. */
  resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    given: vscode.DebugConfiguration,
  ): vscode.DebugConfiguration {
    const program = String(given['program']);
    const root = folder ?? vscode.workspace.workspaceFolders?.[0];
    return root === undefined || isAbsolute(program) || /^[a-z][\w+.-]+:/i.test(program)
      ? given
      : { ...given, program: resolve(root.uri.fsPath, program) };
  }

  #configuration(program: string): vscode.DebugConfiguration {
    const name = this.#services.text({ code: 'editor.debug.name' });
    return { type: DEBUG_TYPE, request: 'launch', name, program };
  }
}

/** What is not empty. */
function written(given: vscode.DebugConfiguration): Partial<vscode.DebugConfiguration> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}
