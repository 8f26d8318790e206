/** What a launcher of VS Code is asked for: the part of its command line that the tests use. */
export interface HostArguments {
  /** Folder to open, or a `.code-workspace` file; undefined opens an empty window. */
  folder?: string;
  extensionDevelopmentPath?: string;
  extensionTestsPath?: string;
  userDataDir?: string;
  extensionsDir?: string;
  locale?: string;
  disableWorkspaceTrust: boolean;
}

/** Reads VS Code's own options; those of Chromium and of the desktop are passed over. */
export function parseHostArguments(args: readonly string[]): HostArguments {
  const value = (name: string): string | undefined => {
    const prefix = `--${name}=`;
    const joined = args.find((arg) => arg.startsWith(prefix));
    const index = args.indexOf(`--${name}`);
    return joined?.slice(prefix.length) ?? (index < 0 ? undefined : args[index + 1]);
  };
  const folder = args.find(
    (arg, index) => !arg.startsWith('-') && !withValue.has(args[index - 1] ?? ''),
  );
  const optional = {
    folder,
    extensionDevelopmentPath: value('extensionDevelopmentPath'),
    extensionTestsPath: value('extensionTestsPath'),
    userDataDir: value('user-data-dir'),
    extensionsDir: value('extensions-dir'),
    locale: value('locale'),
  };
  return {
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, text]) => text !== undefined),
    ) as Partial<HostArguments>),
    disableWorkspaceTrust: args.includes('--disable-workspace-trust'),
  };
}

/** Options whose value may be the next argument. */
const withValue = new Set(
  [
    'extensionDevelopmentPath',
    'extensionTestsPath',
    'user-data-dir',
    'extensions-dir',
    'locale',
  ].map((name) => `--${name}`),
);
