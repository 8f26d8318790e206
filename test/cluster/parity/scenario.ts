import type { After, TestCluster } from '../support.ts';
import type { Case } from './case.ts';

/** Where a scenario plays. */
export interface World {
  cluster: TestCluster;
  /** A new namespace; what is cluster-wide takes its name from it. */
  ns: string;
  /** A folder for manifests. */
  folder: string;
  /** Tidies up what is cluster-wide; the namespace and the folder go by themselves. */
  test: After;
}

/** A starting state and the activities that are called in it, one after the other. */
export interface Scenario {
  /** The starting state in words, such as `a pod is stuck`. */
  name: string;
  prepare(world: World): Promise<void>;
  /** Each case sees what the ones before it did. */
  cases(world: Pick<World, 'ns' | 'folder'>): Case[];
  /**
   * Names that the cluster chose, as patterns with the text that stands for them: both sides must
   * come out alike. The world's own namespace and all times are alike already.
   */
  alike?: readonly (readonly [RegExp, string])[];
  /** Paths of lists and objects that must be in the same state on both sides in the end. */
  state?(ns: string): string[];
}
