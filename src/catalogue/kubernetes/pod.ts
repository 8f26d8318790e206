import type { CatalogueEntry, Parameter } from '../types.ts';
import {
  flag,
  integer,
  labelSelector,
  nameLabelSelector,
  ns,
  optionalText,
  requiredLabelSelector,
  requiredText,
  text,
} from './parameters.ts';

const actions = 'chaosk8s.pod.actions';
const probes = 'chaosk8s.pod.probes';

const namePattern: Parameter = optionalText(
  'name_pattern',
  'Python regular expression, searched anywhere in the pod’s name: `^front-` rather than `front` keeps `storefront-…` out.',
);

const all = flag('all', false, 'Takes every pod that matches; `mode` and `qty` are then ignored.');
const rand = flag('rand', false, 'Draws the pods at random instead of taking the first ones.');
const mode = text(
  'mode',
  'fixed',
  'What `qty` counts: `fixed` is a number of pods, `percentage` a share of those that match, rounded up.',
  ['fixed', 'percentage'],
);
const qty = integer(
  'qty',
  1,
  'How many pods, or how many percent of them. More than there are means all of them.',
  0,
);
const order = text(
  'order',
  'alphabetic',
  'Which pods come first: `oldest` by creation time. `alphabetic` does not sort: it is the order in which the API server lists them.',
  ['alphabetic', 'oldest'],
);

const selection =
  'Pods are searched by `label_selector`, then filtered by `name_pattern`. When both are missing or empty every pod of the namespace would be meant: that is refused here unless the run allows it, whereas the original goes ahead.';

/** Activities of `chaosk8s.pod.*`. */
export const podEntries: readonly CatalogueEntry[] = [
  {
    module: actions,
    func: 'terminate_pods',
    aliases: [],
    kind: 'action',
    summary: 'Deletes pods, chosen by label, by name pattern, or both.',
    doc: `Returns the names of the deleted pods. ${selection} Nothing matched is a success with \`[]\`.

The deletion names the pod’s uid, so a replacement of the same name is never hit. A deletion does not ask a PodDisruptionBudget. A pod without an owner does not come back.`,
    parameters: [
      labelSelector,
      namePattern,
      all,
      rand,
      mode,
      qty,
      integer(
        'grace_period',
        -1,
        'Seconds the pod gets to end. A negative number leaves it to the pod’s own `terminationGracePeriodSeconds`; 0 kills at once.',
      ),
      ns,
      order,
    ],
    destructive: true,
  },
  {
    module: actions,
    func: 'exec_in_pods',
    aliases: [],
    kind: 'action',
    summary: 'Runs a command inside a container of the chosen pods.',
    doc: `Returns a list with \`pod_name\`, \`exit_code\`, \`cmd\`, \`stdout\` and \`stderr\` for each pod. ${selection}

Differences from the original: without \`container_name\` the pod’s default container is used, as kubectl does (the original returns \`[]\` and runs nothing); a missing exit code does not end in an error. As in the original, \`exit_code\` is text when the command failed and \`stderr\` holds the API server’s sentence about the failure, not what the command wrote there; a command that fails does not fail the activity.`,
    parameters: [
      {
        name: 'cmd',
        schema: { type: ['string', 'array'], items: { type: 'string' } },
        doc: 'Program and arguments, best as a list. A text is split into words as a shell would split it, but no shell runs it: for pipes write `["sh", "-c", "…"]`.',
        required: true,
      },
      labelSelector,
      namePattern,
      all,
      rand,
      mode,
      qty,
      ns,
      order,
      optionalText(
        'container_name',
        'Container to run in; pods that have none of that name are passed over. When left out it is the pod’s default container.',
      ),
      integer('request_timeout', 60, 'Seconds the command may take in each pod.', 0),
    ],
    destructive: true,
  },
  {
    module: actions,
    func: 'delete_pods',
    aliases: ['chaosk8s.actions.delete_pods'],
    kind: 'action',
    summary: 'Deletes the first pod that matches. Use `terminate_pods` instead.',
    doc: `Returns the names of the deleted pods: one at most, although its name sounds like more. ${selection}`,
    parameters: [
      optionalText(
        'name',
        'A Python regular expression, not a name: see `name_pattern` of `terminate_pods`.',
      ),
      ns,
      labelSelector,
    ],
    destructive: true,
    deprecated: 'Use `chaosk8s.pod.actions.terminate_pods`.',
  },
  {
    module: probes,
    func: 'read_pod_logs',
    aliases: ['chaosk8s.probes.read_pod_logs', 'chaosk8s.probes.read_microservices_logs'],
    kind: 'probe',
    summary: 'Reads the logs of the pods that match.',
    doc: 'Returns an object from pod name to its log, each line with a time stamp. Without a label selector (`""`) every pod of the namespace is read.',
    parameters: [
      optionalText('name', 'Fills `{name}` in the label selector.'),
      optionalText(
        'last',
        'Only what is younger than this: `10 minutes`, `1h30m`, `2 hours ago`. What it says is relative to now.',
      ),
      ns,
      flag('from_previous', false, 'Reads the container’s previous life, before its last restart.'),
      nameLabelSelector,
      optionalText(
        'container_name',
        'Container to read. When left out it is the pod’s default container; the original fails for pods that have several.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'pods_in_phase',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that all matching pods are in a phase.',
    doc: 'Returns `true`, or fails. No pod at all counts as not being in the phase.',
    parameters: [
      requiredLabelSelector,
      text(
        'phase',
        'Running',
        'Phase every pod must be in: `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.',
      ),
      ns,
      flag(
        'raise_on_invalid_phase',
        true,
        'Whether a wrong phase fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'pods_in_conditions',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that all matching pods have the given conditions.',
    doc: 'Returns `true`, or fails. No pod at all counts as not having them. A pod that has no conditions yet counts as not having them, where the original ends in an error.',
    parameters: [
      requiredLabelSelector,
      {
        name: 'conditions',
        schema: { type: 'array', items: { type: 'object' } },
        doc: 'Conditions as `{"type": "Ready", "status": "True"}`; each pod needs all of them. Status is text, not a boolean.',
        required: true,
      },
      ns,
      flag(
        'raise_on_invalid_conditions',
        true,
        'Whether a missing condition fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'pods_not_in_phase',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that no matching pod is in a phase.',
    doc: 'Returns `true`, or fails. No pod at all fails too, because nothing was there to check.',
    parameters: [
      requiredLabelSelector,
      text('phase', 'Running', 'Phase no pod may be in.'),
      ns,
      flag(
        'raise_on_in_phase',
        true,
        'Whether a pod in the phase fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'count_pods',
    aliases: [],
    kind: 'probe',
    summary: 'Counts the pods that match.',
    doc: 'Returns a number. Terminating pods count as long as the API server lists them.',
    parameters: [
      requiredLabelSelector,
      optionalText('phase', 'Counts only pods in this phase.'),
      ns,
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'pod_is_not_available',
    aliases: ['chaosk8s.probes.pod_is_not_available'],
    kind: 'probe',
    summary: 'Checks that no matching pod is running.',
    doc: 'Returns `true`, also when no pod matches, or fails. Looks at the phase `Running`, not at readiness.',
    parameters: [
      requiredText(
        'name',
        'Fills `{name}` in the label selector and names the pods in the message.',
      ),
      ns,
      nameLabelSelector,
      flag(
        'raise_on_is_available',
        true,
        'Whether a running pod fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'all_pods_healthy',
    aliases: ['chaosk8s.probes.all_pods_healthy'],
    kind: 'probe',
    summary: 'Checks that every pod of a namespace is running or has succeeded.',
    doc: 'Returns `true`, or fails. It reads phases only: a pod that is `Running` but not ready passes, and so does an empty namespace.',
    parameters: [
      ns,
      flag(
        'raise_on_any_unhealthy',
        true,
        'Whether an unhealthy pod fails the probe; otherwise it returns `false`.',
      ),
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'count_min_pods',
    aliases: [],
    kind: 'probe',
    summary: 'Checks that at least so many matching pods are in a phase.',
    doc: 'Returns `true` or `false`; it never fails by itself, so give it a tolerance.',
    parameters: [
      requiredLabelSelector,
      text('phase', 'Running', 'Phase the pods must be in to count.'),
      integer('min_count', 2, 'Fewest pods that are enough.', 0),
      ns,
    ],
    destructive: false,
  },
  {
    module: probes,
    func: 'should_be_found_in_logs',
    aliases: [],
    kind: 'probe',
    summary: 'Judges the logs read by `read_pod_logs`: a pattern must occur in them.',
    doc: 'Meant as the probe of a tolerance, where `value` is what the judged probe returned. Returns `true` or `false`; fails when there is no log at all. It needs no cluster.',
    parameters: [
      requiredText('pattern', 'Python regular expression, searched anywhere in each log.'),
      flag('all_containers', true, 'Whether every log must match; otherwise one is enough.'),
      {
        name: 'value',
        schema: { type: ['object', 'null'], additionalProperties: { type: 'string' } },
        doc: 'Logs by pod, as `read_pod_logs` returns them. As a tolerance it is filled in by the run.',
      },
    ],
    destructive: false,
  },
];
