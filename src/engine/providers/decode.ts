/**
 * The text of a program's output: UTF-8, or UTF-16 with a byte order mark, else Windows-1252, which
 * reads any bytes. The original guesses an encoding from the letters' frequency; for bytes that are
 * not UTF-8 its guess depends on the text.
 */
export function decodeOutput(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  if (first === 0xfe && second === 0xff) {
    return new TextDecoder('utf-16be').decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
