/**
 * Random bytes as hexadecimal text. Node's own crypto, taken without its ES module: loading that one
 * sets up all of WebCrypto, which costs as much as a small run.
 */
export function randomHex(bytes: number): string {
  return process.getBuiltinModule('node:crypto').randomBytes(bytes).toString('hex');
}
