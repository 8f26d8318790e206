import type { MessageTable } from '../types.ts';

/** What a policy refuses. Each is said of an object, and of an activity before a run. */
const refusals = {
  'policy.namespace':
    '{what} is left alone: the namespace “{namespace}” is denied by “{rule}” ({place}).',
  'policy.namespace-default':
    '{what} is left alone: the namespace “{namespace}” belongs to the cluster itself and is denied by default (“{rule}”). To allow it, write "!{namespace}" into deniedNamespaces of your own policy, {file}.',
  'policy.read-only':
    '{what} is left alone: nothing may be changed on {server} by “{rule}” in readOnlyClusters ({place}).',
  'policy.pinned':
    'Runs may only reach the cluster “{rule}” ({place}), but this leads to {server} (context {context}, identity {id}). Choose the pinned cluster, or change pinnedCluster there.',
  'policy.opt-out':
    '{what} is left alone: {where} has opted out by the annotation {annotation}. Choose other targets, or ask whoever owns it to remove the annotation.',
  'policy.count':
    'It would hit {count} objects, but no action may hit more than {most} (maxTargets, {place}). Narrow the selection.',
  'policy.percent':
    'It would take {hit} of {ready} ready of {whole}, but no action may take more than {percent} % (maxTargets, {place}). Narrow the selection.',
  'policy.unjudged':
    'No action may take more than {percent} % (maxTargets, {place}), and whether this one would is not known: {reason}',
} satisfies MessageTable;

const ofActivities = Object.fromEntries(
  Object.entries(refusals).map(([code, text]) => [
    `${code}-activity`,
    `{pointer}: nothing was run, as a policy refuses the activity “{name}”. ${text}`,
  ]),
);

/** Sentences about policies; codes start with `policy.`. */
export const policy: MessageTable = {
  ...refusals,
  ...ofActivities,
  'policy.file-unreadable': 'The policy {file} can’t be read: {reason}. Nothing is run without it.',
  'policy.file-missing':
    'There is no policy at {file}, where {variable} says it is. Create it, or unset the variable.',
  'policy.file-syntax':
    '{place}: this policy is not well formed: {reason} Nothing is run until it is corrected.',
  'policy.file-whole':
    '{place}: a policy is an object, {{ "deniedNamespaces": [ … ] }} for example.',
  'policy.file-unknown':
    '{place}: a policy has no “{name}”. It knows {known}. Nothing is run until it is corrected.',
  'policy.file-near':
    '{place}: a policy has no “{name}”. Did you mean “{near}”? Nothing is run until it is corrected.',
  'policy.file-namespaces':
    '{place}: deniedNamespaces is a list of names or globs such as "prod-*"; "!prod-sandbox" lifts one again.',
  'policy.file-most':
    '{place}: maxTargets is a whole number from 0 on, or a share from "0%" to "100%".',
  'policy.file-clusters':
    '{place}: readOnlyClusters is a list of globs such as "aks-prod*" or "https://*.example.com*".',
  'policy.file-pin':
    '{place}: pinnedCluster is one glob such as "kind-*", for a context, server or identity.',
  'policy.file-schema': '{place}: $schema is the address of a schema.',
};
