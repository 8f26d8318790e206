/**
 * Every name that package.json and the code share. A test holds the `contributes` block against
 * these, so that neither has one the other does not know.
 */

/** Commands, all in the category "Chaos". */
export const COMMANDS = {
  run: 'chaos.run',
  runAgain: 'chaos.runAgain',
  stop: 'chaos.stop',
  kill: 'chaos.kill',
  check: 'chaos.check',
  openJournal: 'chaos.openJournal',
  showPanel: 'chaos.showPanel',
  showLog: 'chaos.showLog',
  forgetConsent: 'chaos.forgetConsent',
  switchTarget: 'chaos.cluster.switch',
  connect: 'chaos.cluster.connect',
  disconnect: 'chaos.cluster.disconnect',
  refresh: 'chaos.cluster.refresh',
  setNamespace: 'chaos.cluster.setNamespace',
  useForRuns: 'chaos.cluster.useForRuns',
  copyName: 'chaos.cluster.copyName',
  openService: 'chaos.cluster.openService',
  showMore: 'chaos.cluster.showMore',
  deploySamples: 'chaos.samples.deploy',
  removeSamples: 'chaos.samples.remove',
} as const;

/** Settings, below `chaosWorkbench`. */
export const SETTINGS = {
  lenses: 'lenses.enabled',
  files: 'files.experiments',
  kubeconfig: 'kubernetes.kubeconfig',
  journalPath: 'run.journalPath',
  showPanel: 'run.showPanel',
  environment: 'run.environment',
} as const;

/** The section of all settings. */
export const SECTION = 'chaosWorkbench';

/** Context keys for `when` clauses. */
export const CONTEXTS = {
  /** The active editor holds an experiment. */
  experimentActive: 'chaos.experimentActive',
  /** At least one run of this window goes on. */
  running: 'chaos.running',
  /** This host can run experiments: it is not the one in a browser. */
  canRun: 'chaos.canRun',
  /** What was found where kubeconfigs are: `some` contexts, `empty`, `none`, `broken`. */
  kubeconfig: 'chaos.kubeconfig',
} as const;

/** Types of webview panels. */
export const PANELS = { run: 'chaos.run' } as const;

/** Views of the activity bar's container. */
export const VIEWS = { container: 'chaos', clusters: 'chaos.clusters' } as const;
