import type { JsonObject } from '../../experiment/json.ts';
import type { KubeObject, Meta } from '../api/objects.ts';

/** Where the value of a variable comes from. */
export interface ValueSource {
  fieldRef?: { fieldPath: string };
  resourceFieldRef?: ResourceField;
  configMapKeyRef?: KeyReference;
  secretKeyRef?: KeyReference;
}

/** What a container asks for or may have. */
export interface ResourceField {
  /** Default: the container whose variable it is. */
  containerName?: string;
  /** Such as `limits.memory`. */
  resource: string;
  divisor?: string;
}

/** One value of a ConfigMap or Secret. */
export interface KeyReference {
  name: string;
  key: string;
  optional?: boolean;
}

/** A variable of a container. */
export interface Variable {
  name: string;
  value?: string;
  valueFrom?: ValueSource;
}

/** All values of a ConfigMap or Secret as variables. */
export interface VariableSource {
  prefix?: string;
  configMapRef?: { name: string; optional?: boolean };
  secretRef?: { name: string; optional?: boolean };
}

/** A volume's place in a container. */
export interface VolumeMount {
  name: string;
  mountPath: string;
  readOnly?: boolean;
  subPath?: string;
}

/** Files of a pod; each other key is a kind of volume. */
export type Volume = { name: string } & JsonObject;

/** What is done to ask or tell a container something. */
export interface Handler {
  exec?: { command: string[] };
  httpGet?: {
    path: string;
    port: number | string;
    host?: string;
    scheme: string;
    httpHeaders?: { name: string; value: string }[];
  };
  tcpSocket?: { port: number | string; host?: string };
  grpc?: { port: number; service: string };
  sleep?: { seconds: number };
}

/** A question that is asked again and again. Times in seconds. */
export interface Probe extends Handler {
  initialDelaySeconds?: number;
  periodSeconds: number;
  timeoutSeconds: number;
  successThreshold: number;
  failureThreshold: number;
  terminationGracePeriodSeconds?: number;
}

/** A container as the API has it, with its defaults. */
export interface Container {
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  workingDir?: string;
  env?: Variable[];
  envFrom?: VariableSource[];
  ports?: { name?: string; containerPort: number }[];
  volumeMounts?: VolumeMount[];
  resources?: JsonObject;
  livenessProbe?: Probe;
  readinessProbe?: Probe;
  startupProbe?: Probe;
  lifecycle?: { postStart?: Handler; preStop?: Handler };
  /** `Always` makes an init container one that runs beside the others. */
  restartPolicy?: string;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
}

/** A pod as the API has it, with its defaults. */
export interface Pod {
  metadata: Meta;
  spec: {
    nodeName?: string;
    containers: Container[];
    initContainers?: Container[];
    volumes?: Volume[];
    restartPolicy: 'Always' | 'OnFailure' | 'Never';
    terminationGracePeriodSeconds: number;
    activeDeadlineSeconds?: number;
    enableServiceLinks?: boolean;
    hostname?: string;
    serviceAccountName?: string;
    readinessGates?: { conditionType: string }[];
  };
  status?: JsonObject;
}

/** A stored pod. */
export function podOf(object: KubeObject): Pod {
  return object as unknown as Pod;
}

/** `shop/web-0`. */
export function placeOf({ metadata: { namespace = '', name } }: Pick<Pod, 'metadata'>): string {
  return `${namespace}/${name}`;
}
