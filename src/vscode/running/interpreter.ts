import * as vscode from 'vscode';

/** What is used of the Python extension, see https://github.com/microsoft/vscode-python/blob/main/src/client/api/types.ts */
interface PythonApi {
  environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(path: {
      path: string;
    }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
  };
}

/** Milliseconds that the Python extension may take to answer. */
const limit = 5000;

/** The interpreter chosen in the Python extension for a document; undefined where there is none. */
export async function chosenInterpreter(document: vscode.Uri): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonApi>('ms-python.python');
  if (extension === undefined) {
    return undefined;
  }
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, limit, undefined));
  const asked = ask(extension, document).catch(() => undefined);
  return Promise.race([asked, late]);
}

async function ask(
  extension: vscode.Extension<PythonApi>,
  document: vscode.Uri,
): Promise<string | undefined> {
  const { environments } = await extension.activate();
  const path = environments?.getActiveEnvironmentPath(document);
  const resolved = path && (await environments?.resolveEnvironment(path));
  return resolved?.executable.uri?.fsPath;
}
