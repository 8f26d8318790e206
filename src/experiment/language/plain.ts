import { resolvePlain } from '../yaml-scalars.ts';

/**
 * Whether a text can stand in YAML without quotes and is still this text.
 * @param flow inside braces or brackets
 */
export function isPlainText(text: string, flow = false): boolean {
  return (
    /^[A-Za-z0-9_./$][^\n\r\t#]*$/.test(text) &&
    !/:(\s|$)|\s$/.test(text) &&
    !(flow && /[,[\]{}]/.test(text)) &&
    resolvePlain(text).type === 'text'
  );
}
