/** Writes what is derived from the schemas and the catalogue, before anything is built or tested. */
export async function generate() {}

if (import.meta.main) {
  await generate();
}
