import { dirname, isAbsolute, relative } from 'node:path';
import * as vscode from 'vscode';
import type { Format } from '../../experiment/document.ts';
import { isObject } from '../../experiment/json.ts';
import { parseExperiment } from '../../experiment/parse.ts';
import type { Message } from '../../messages/types.ts';
import type { FileOptions } from '../run-options.ts';
import {
  optionsSummary,
  readVariable,
  type Variable,
  variableTypes,
  writeVariable,
} from './options-text.ts';

/** An entry of one of the lists. */
interface Item<T> extends vscode.QuickPickItem {
  value: T;
}

/** What a list asks to be done next. */
type Choice =
  | 'run'
  | 'hypothesisStrategy'
  | 'rollbackStrategy'
  | 'dry'
  | 'vars'
  | 'varFiles'
  | 'reset';

/** What can be chosen where; the names are Chaos Toolkit's own. */
const strategies = {
  hypothesisStrategy: [
    'default',
    'before-method-only',
    'after-method-only',
    'during-method-only',
    'continuously',
    'skip',
  ],
  rollbackStrategy: ['default', 'always', 'never', 'deviated'],
  dry: ['probes', 'actions', 'activities', 'pause'],
} as const;

/** Names of files that hold variables. */
const variableFiles =
  '{.env,.env.*,*.env,*vars*.json,*vars*.yaml,*vars*.yml,*variables*.json,*variables*.yaml}';

/** Files of these that are listed. */
const mostFiles = 50;

/** An experiment whose options are looked at. */
export interface OptionsOf {
  text: string;
  format: Format;
  uri: vscode.Uri;
  name: string;
}

/** Lists for all that a run can be given. Each answer is kept at once; Escape leads back. */
export class OptionsPick {
  readonly #experiment: OptionsOf;
  readonly #say: (message: Message) => string;
  readonly #keep: (options: FileOptions) => PromiseLike<void>;
  #options: FileOptions;

  constructor(
    experiment: OptionsOf,
    options: FileOptions,
    say: (message: Message) => string,
    keep: (options: FileOptions) => PromiseLike<void>,
  ) {
    this.#experiment = experiment;
    this.#options = options;
    this.#say = say;
    this.#keep = keep;
  }

  /** Shows the lists; true when the experiment is to be run. */
  async show(): Promise<boolean> {
    for (;;) {
      const choice = await this.#ask(
        this.#main(),
        this.#text('title', { name: this.#experiment.name }),
      );
      switch (choice) {
        case undefined:
          return false;
        case 'run':
          return true;
        case 'reset':
          await this.#set({});
          break;
        case 'vars':
          await this.#variables();
          break;
        case 'varFiles':
          await this.#files();
          break;
        default:
          await this.#strategy(choice);
      }
    }
  }

  #main(): Item<Choice>[] {
    const { hypothesisStrategy, rollbackStrategy, dry, vars = [], varFiles = [] } = this.#options;
    const own = this.#text('as-written');
    const changed = optionsSummary(this.#options, this.#say) !== undefined;
    return [
      { value: 'run', label: `$(play) ${this.#text('run')}` },
      {
        value: 'hypothesisStrategy',
        label: this.#text('hypothesisStrategy'),
        description: hypothesisStrategy ?? own,
      },
      {
        value: 'rollbackStrategy',
        label: this.#text('rollbackStrategy'),
        description: rollbackStrategy ?? own,
      },
      { value: 'dry', label: this.#text('dry'), description: dry ?? this.#text('dry-off') },
      {
        value: 'vars',
        label: this.#text('vars'),
        description: vars.join(', ') || this.#text('none'),
      },
      {
        value: 'varFiles',
        label: this.#text('varFiles'),
        description: varFiles.join(', ') || this.#text('none'),
      },
      ...(changed ? [{ value: 'reset' as const, label: `$(discard) ${this.#text('reset')}` }] : []),
    ];
  }

  async #strategy(key: keyof typeof strategies): Promise<void> {
    const now = this.#options[key];
    const items: Item<string>[] = [
      { value: '', label: this.#text(key === 'dry' ? 'dry-off' : 'as-written') },
      ...strategies[key].map((value) => ({
        value,
        label: value,
        detail: this.#text(`${key}.${value}`),
      })),
    ].map((item) => ({
      ...item,
      ...(item.value === (now ?? '') && { description: this.#text('now') }),
    }));
    const chosen = await this.#ask(items, this.#text(key));
    if (chosen !== undefined) {
      const { [key]: _, ...others } = this.#options;
      await this.#set(chosen === '' ? others : { ...others, [key]: chosen });
    }
  }

  async #variables(): Promise<void> {
    for (;;) {
      const given = (this.#options.vars ?? []).map(readVariable);
      const declared = Object.entries(this.#configuration()).filter(
        ([name]) => !given.some((variable) => variable.name === name),
      );
      const items: Item<string>[] = [
        ...given.map(({ name, type, value }) => ({
          value: name,
          label: `$(check) ${name}`,
          description: `${value} (${type})`,
        })),
        ...declared.map(([name, value]) => ({
          value: name,
          label: name,
          description: this.#text('declared', { value: JSON.stringify(value) }),
        })),
        { value: '', label: `$(add) ${this.#text('another')}` },
      ];
      const chosen = await this.#ask(items, this.#text('vars'), this.#text('vars-hint'));
      if (chosen === undefined) {
        return;
      }
      const name = chosen || (await vscode.window.showInputBox({ title: this.#text('name') }));
      if (name) {
        await this.#variable(name, given);
      }
    }
  }

  async #variable(name: string, given: Variable[]): Promise<void> {
    const former = given.find((variable) => variable.name === name);
    const others = given.filter((variable) => variable !== former);
    const keep = (variables: Variable[]) => {
      const { vars: _, ...rest } = this.#options;
      const vars = variables.map(writeVariable);
      return this.#set(vars.length === 0 ? rest : { ...rest, vars });
    };
    const types: Item<string>[] = variableTypes.map((type) => ({ value: type, label: type }));
    const remove = { value: 'remove', label: `$(trash) ${this.#text('remove')}` };
    const title = this.#text('type', { name });
    const type = await this.#ask(former === undefined ? types : [...types, remove], title);
    if (type === 'remove') {
      await keep(others);
    } else if (type !== undefined) {
      const value = await this.#value(name, type, former?.value ?? '');
      if (value !== undefined) {
        await keep([...others, { name, type, value }]);
      }
    }
  }

  async #value(name: string, type: string, former: string): Promise<string | undefined> {
    const { parseVars } = await import('../../engine/vars.ts');
    const { errorText } = await import('../../messages/error.ts');
    return vscode.window.showInputBox({
      title: this.#text('value', { name, type }),
      prompt: this.#text('value-hint'),
      value: former,
      validateInput: (value) => {
        try {
          parseVars([writeVariable({ name, type, value })]);
          return undefined;
        } catch (error) {
          return errorText(error, vscode.env.language);
        }
      },
    });
  }

  async #files(): Promise<void> {
    const found = await this.#filesNearby();
    for (;;) {
      const given = this.#options.varFiles ?? [];
      const all = [...new Set([...given, ...found])];
      const items: Item<string>[] = [
        ...all.map((file) => ({
          value: file,
          label: given.includes(file) ? `$(check) ${file}` : file,
        })),
        { value: '', label: `$(folder-opened) ${this.#text('browse')}` },
      ];
      const chosen = await this.#ask(items, this.#text('varFiles'), this.#text('varFiles-hint'));
      if (chosen === undefined) {
        return;
      }
      const file = chosen || (await this.#browse());
      if (file !== undefined) {
        const { varFiles: _, ...rest } = this.#options;
        const varFiles = given.includes(file)
          ? given.filter((other) => other !== file)
          : [...given, file];
        await this.#set(varFiles.length === 0 ? rest : { ...rest, varFiles });
      }
    }
  }

  async #filesNearby(): Promise<string[]> {
    const folder = vscode.workspace.getWorkspaceFolder(this.#experiment.uri);
    if (folder === undefined) {
      return [];
    }
    const pattern = new vscode.RelativePattern(folder, `**/${variableFiles}`);
    const files = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostFiles);
    return files.map((file) => this.#fromHere(file)).sort();
  }

  async #browse(): Promise<string | undefined> {
    const [file] = (await vscode.window.showOpenDialog({ title: this.#text('browse') })) ?? [];
    return file && this.#fromHere(file);
  }

  #fromHere({ fsPath }: vscode.Uri): string {
    const { uri } = this.#experiment;
    const path = uri.scheme === 'file' ? relative(dirname(uri.fsPath), fsPath) : fsPath;
    return isAbsolute(path) ? path : path.replaceAll('\\', '/');
  }

  #configuration() {
    const { value } = parseExperiment(this.#experiment.text, this.#experiment.format);
    const configuration = isObject(value ?? null)
      ? (value as { configuration?: unknown }).configuration
      : {};
    return (configuration ?? {}) as Record<string, unknown>;
  }

  async #set(options: FileOptions): Promise<void> {
    this.#options = options;
    await this.#keep(options);
  }

  async #ask<T>(items: Item<T>[], title: string, placeHolder = title): Promise<T | undefined> {
    return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.value;
  }

  #text(code: string, args: Record<string, string> = {}): string {
    return this.#say({ code: `editor.options.${code}`, args });
  }
}
