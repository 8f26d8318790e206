import { readFile } from 'node:fs/promises';
import { HumanError } from '../../messages/error.ts';

/**
 * PEM text from base64 data or from a file; the data wins.
 * @param what names it in errors
 */
export async function pem(
  data: string | undefined,
  file: string | undefined,
  what: string,
  source: string,
): Promise<string | undefined> {
  if (data) {
    const text = Buffer.from(data, 'base64').toString('utf8');
    if (!text.includes('-----BEGIN')) {
      throw new HumanError('kubernetes.credential-data', { what, source });
    }
    return text;
  }
  return file ? readCredential(file, what, source) : undefined;
}

/** The text of a file that a kubeconfig names. */
export async function readCredential(path: string, what: string, source: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError('kubernetes.credential-file', { what, path, reason, source });
  }
}
