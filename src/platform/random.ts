/**
 * Random hexadecimal text that is good for telling things apart, not for secrets: loading Node's
 * crypto costs as much as a small run.
 * @param digits how many
 */
export function randomHex(digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('');
}
