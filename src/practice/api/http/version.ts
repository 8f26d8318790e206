/** What `/version` says: the API is that of Kubernetes 1.35; the build tells what serves it. */
export const versionInfo = {
  major: '1',
  minor: '35',
  gitVersion: 'v1.35.4+practice',
  gitCommit: '',
  gitTreeState: '',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'node',
};
