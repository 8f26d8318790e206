import type { CatalogueLookup } from '../../catalogue/index.ts';
import type { Json } from '../json.ts';
import type { Cursor } from './cursor.ts';
import type { Say } from './offer.ts';

/** Kinds of objects whose names arguments are made of. */
export type ClusterKind =
  | 'namespaces'
  | 'nodes'
  | 'pods'
  | 'services'
  | 'deployments'
  | 'statefulsets'
  | 'daemonsets'
  | 'replicasets'
  | 'ingresses'
  | 'networkpolicies';

/** An object of a cluster, as far as an experiment names it. */
export interface ClusterObject {
  name: string;
  labels: Readonly<Record<string, string>>;
  /** Names of a pod's containers. */
  containers?: readonly string[];
}

/** What is known of a cluster that a person opened. Never waits. */
export interface ClusterNames {
  /** What the cluster is called. */
  readonly label: string;
  /** Undefined while it is not known yet: it is then being asked. */
  list(kind: ClusterKind, namespace: string): readonly ClusterObject[] | undefined;
}

/** What writing help knows beside the text. */
export interface World {
  readonly catalogue: CatalogueLookup;
  readonly say: Say;
  /** Variables of the environment that a run would get. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Missing where no connection is open. */
  readonly cluster?: ClusterNames;
}

/** Where offers are made. */
export interface Site {
  cursor: Cursor;
  /** The experiment as far as it can be read without the word at the cursor. */
  experiment: Json | undefined;
  world: World;
  /** Told when names of the cluster are not known yet. */
  waiting(): void;
}
