/**
 * Every name that package.json and the code share. A test holds the `contributes` block against
 * these, so that neither has one the other does not know.
 */

/** Commands, all in the category "Chaos". */
export const COMMANDS = {
  run: 'chaos.run',
  runWithOptions: 'chaos.runWithOptions',
  runActivity: 'chaos.runActivity',
  runAgain: 'chaos.runAgain',
  debug: 'chaos.debug',
  stop: 'chaos.stop',
  kill: 'chaos.kill',
  emergencyStop: 'chaos.emergencyStop',
  check: 'chaos.check',
  openJournal: 'chaos.openJournal',
  exportReport: 'chaos.exportReport',
  showPanel: 'chaos.showPanel',
  showLog: 'chaos.showLog',
  forgetConsent: 'chaos.forgetConsent',
  undo: 'chaos.undo',
  openInPanel: 'chaos.openInPanel',
  compareRuns: 'chaos.runs.compare',
  openRunExperiment: 'chaos.runs.openExperiment',
  deleteRuns: 'chaos.runs.delete',
  refreshRuns: 'chaos.runs.refresh',
  showTargets: 'chaos.showTargets',
  switchTarget: 'chaos.cluster.switch',
  connect: 'chaos.cluster.connect',
  disconnect: 'chaos.cluster.disconnect',
  refresh: 'chaos.cluster.refresh',
  setNamespace: 'chaos.cluster.setNamespace',
  useForRuns: 'chaos.cluster.useForRuns',
  copyName: 'chaos.cluster.copyName',
  openService: 'chaos.cluster.openService',
  showLogs: 'chaos.cluster.logs',
  showPreviousLogs: 'chaos.cluster.previousLogs',
  openShell: 'chaos.cluster.shell',
  forwardPort: 'chaos.cluster.forward',
  stopForward: 'chaos.cluster.stopForward',
  scale: 'chaos.cluster.scale',
  restart: 'chaos.cluster.restart',
  cordon: 'chaos.cluster.cordon',
  uncordon: 'chaos.cluster.uncordon',
  drain: 'chaos.cluster.drain',
  deleteObject: 'chaos.cluster.delete',
  showYaml: 'chaos.cluster.yaml',
  describe: 'chaos.cluster.describe',
  showMore: 'chaos.cluster.showMore',
  filter: 'chaos.cluster.filter',
  clearFilter: 'chaos.cluster.clearFilter',
  createExperiment: 'chaos.experiment.create',
  openExperiment: 'chaos.experiment.open',
  checkExperiment: 'chaos.experiment.check',
  deploySamples: 'chaos.samples.deploy',
  removeSamples: 'chaos.samples.remove',
  startPractice: 'chaos.practice.start',
  stopPractice: 'chaos.practice.stop',
  openPracticeWorkspace: 'chaos.practice.openWorkspace',
  openPracticeTerminal: 'chaos.practice.openTerminal',
  startLesson: 'chaos.lesson.start',
  runLesson: 'chaos.lesson.run',
  openFrontend: 'chaos.samples.openFrontend',
  createKind: 'chaos.kind.create',
  startMinikube: 'chaos.minikube.start',
  createAks: 'chaos.aks.create',
  aksCredentials: 'chaos.aks.credentials',
  deleteGroup: 'chaos.aks.deleteGroup',
  pushImages: 'chaos.aks.pushImages',
} as const;

/** Settings, below `chaosWorkbench`. */
export const SETTINGS = {
  lenses: 'lenses.enabled',
  hints: 'inlayHints.enabled',
  files: 'files.experiments',
  kubeconfig: 'kubernetes.kubeconfig',
  journalPath: 'run.journalPath',
  showPanel: 'run.showPanel',
  environment: 'run.environment',
  interpreter: 'python.interpreter',
  createFormat: 'create.format',
  deniedNamespaces: 'policy.deniedNamespaces',
  maxTargets: 'policy.maxTargets',
  readOnlyClusters: 'policy.readOnlyClusters',
  pinnedCluster: 'policy.pinnedCluster',
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
  /** A launch.json of the workspace has a configuration that debugs experiments. */
  debugConfigured: 'chaos.debugConfigured',
  /** `running` while this window holds the practice cluster, else its other states. */
  practice: 'chaos.practice',
  /** The explorer shows only what matches a text. */
  filtered: 'chaos.cluster.filtered',
} as const;

/** Types of webview panels. */
export const PANELS = { run: 'chaos.run' } as const;

/** Views of the activity bar's container. */
export const VIEWS = {
  container: 'chaos',
  clusters: 'chaos.clusters',
  experiments: 'chaos.experiments',
  runs: 'chaos.runs',
} as const;

/** Tools for language models. */
export const TOOLS = {
  check: 'chaos_check',
  activities: 'chaos_listActivities',
  targets: 'chaos_previewTargets',
  journal: 'chaos_explainJournal',
  run: 'chaos_run',
} as const;

/** The walkthrough with the lesson. */
export const WALKTHROUGH = 'lesson';

/** Where a window leaves word for the one that opens the practice workspace for it. */
export const BEGUN = 'practice.begun';
