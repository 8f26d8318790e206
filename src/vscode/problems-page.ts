/**
 * The page that explains each problem, where it can be read without the sources.
 * @param manifest of the extension
 */
export function problemsPage({ repository }: { repository: { url: string } }): string {
  return `${repository.url.replace(/\.git$/, '')}/blob/main/docs/problems.md`;
}
