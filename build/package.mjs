/**
 * Makes the .vsix and the npm package from what is built, and asserts what is in them: each file
 * must fit one of the patterns, and each pattern one file at least. Nothing is published.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createVSIX, listFiles } from '@vscode/vsce';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Everything a user gets, and nothing else. */
export const contents = [
  /^package(\.nls(\.ja)?)?\.json$/,
  /^LICENSE(\.txt)?$/,
  /^readme\.md$/i,
  /^changelog\.md$/i,
  /^dist\/(extension|cli|worker|practice|practice-guard)\.js$/,
  /^dist\/practice-shim\.cjs$/,
  /^dist\/bridge\.py$/,
  /^dist\/kubernetes-LICENSE\.txt$/,
  /^dist\/chunks\/[\w.-]+\.js$/,
  /^dist\/web\/extension\.cjs$/,
  /^dist\/webview\/panel\.(js|css)$/,
  /^dist\/samples\/(backend|frontend-v1|frontend-v2)\.(mjs|Dockerfile)$/,
  /^schemas\/(experiment|experiment\.editor|journal|policy)\.schema\.json$/,
  /^snippets\/[\w.-]+\.json$/,
  /^manifests\/[\w.-]+\.(yaml|json|md)$/,
  /^media\/[\w.-]+\.(png|svg)$/,
  /^media\/walkthrough\/(en|ja)\/\w+\.svg$/,
];

/**
 * @param {string[]} files paths in a package
 * @returns {string[]} what is wrong, empty when nothing is
 */
export function breaches(files) {
  const strange = files.filter((file) => !contents.some((pattern) => pattern.test(file)));
  const missing = contents.filter((pattern) => !files.some((file) => pattern.test(file)));
  return [
    ...strange.map((file) => `should not be in the package: ${file}`),
    ...missing.map((pattern) => `is missing in the package: ${pattern.source}`),
  ];
}

if (import.meta.main) {
  const vsix = `${name}-${version}.vsix`;
  await createVSIX({ dependencies: false, packagePath: vsix });
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    }),
  );
  const [tarball] = Array.isArray(packed) ? packed : Object.values(packed);
  const inVsix = (await listFiles({ dependencies: false })).map((file) => file.replace(/\\/g, '/'));
  const wrong = [
    ...breaches(inVsix).map((text) => `${vsix}: ${text}`),
    ...breaches(tarball.files.map((file) => file.path)).map(
      (text) => `${tarball.filename}: ${text}`,
    ),
  ];
  for (const text of wrong) {
    console.error(text);
  }
  for (const file of [vsix, tarball.filename]) {
    console.log(`${file}: ${Math.ceil(statSync(file).size / 1024)} KB`);
  }
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
