import { stringify } from 'yaml';
import { masked } from '../engine/mask.ts';
import { type AccessAnswer, distinct } from '../kubernetes/permissions.ts';
import type { ActivityPreview } from '../kubernetes/preview.ts';
import { type Role, rolesFor } from '../kubernetes/role.ts';
import { accessText } from '../messages/access-text.ts';
import type { Arguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { previewSource } from './preview-source.ts';
import { runSignals } from './signals.ts';

/** `permissions`: what an experiment and its undo need, and whether it is allowed. */
export async function permissionsCommand(args: Arguments, io: Io): Promise<number> {
  using signals = runSignals(process, process.platform);
  const { activities } = await previewSource(args, io, true, signals);
  if (args.values.flag('yaml')) {
    io.out(rolesText(activities, io));
    return exitCodes.ok;
  }
  io.out(activities.map((each) => activityLines(each, io)).join(''));
  const beside = activities.flatMap((each) => each.beside ?? []);
  if (beside.length > 0) {
    io.out(`${io.text({ code: 'workbench.permissions-beside' })}\n`);
    io.out(beside.map((answer) => accessLine(answer, io)).join(''));
  }
  const answers = activities.flatMap(({ access = [] }) => access);
  const refused = activities.flatMap(({ refusals = [] }) => refusals).length;
  const needed = answers.filter(({ access }) => access.optional !== true);
  const count = (allowed: AccessAnswer['allowed']) =>
    needed.filter((answer) => answer.allowed === allowed).length;
  const no = count('no') + refused;
  const unknown = count('unknown');
  const offline = activities.every(({ cluster }) => cluster === undefined);
  const code = offline
    ? 'workbench.permissions-offline'
    : no > 0
      ? 'workbench.permissions-no'
      : unknown > 0
        ? 'workbench.permissions-unknown'
        : 'workbench.permissions-yes';
  io.out(`${io.text({ code, args: { count: no > 0 ? no : unknown } })}\n`);
  return no + unknown > 0 ? exitCodes.failed : exitCodes.ok;
}

const signs = { yes: '✓', no: '✗', unknown: '?' } as const;

function activityLines({ name, access = [], refusals = [] }: ActivityPreview, io: Io): string {
  const lines = access.map((answer) => accessLine(answer, io));
  const refused = refusals.map((text) => {
    const args = { text: io.text(text) };
    return `  ${signs.no} ${io.text({ code: 'workbench.permissions-refused', args })}\n`;
  });
  return `${name}\n${[...lines, ...refused].join('')}`;
}

function accessLine({ access, allowed, reason }: AccessAnswer, io: Io): string {
  const place = access.namespace === undefined ? '' : `  [${access.namespace}]`;
  const notes = [
    ...(access.optional ? [io.text({ code: 'workbench.permissions-optional' })] : []),
    ...(reason !== undefined && allowed !== 'yes' ? [io.text(reason)] : []),
  ];
  const note = notes.length > 0 ? `  (${notes.join('; ')})` : '';
  return `  ${signs[allowed]} ${accessText(access)}${place}${note}\n`;
}

/** Name of the roles that are written. */
const roleName = 'chaos-experiment';

/** Manifests of the smallest roles, to be bound to who runs the experiment. */
function rolesText(activities: readonly ActivityPreview[], io: Io): string {
  const needed = distinct(activities.flatMap(({ access = [] }) => access.map((a) => a.access)));
  const watched = activities
    .flatMap(({ beside = [] }) => beside)
    .map(({ access: { optional: _, ...access } }) => access);
  const optional = new Map(rolesFor(watched).map((role) => [role.namespace, role]));
  const roles = rolesFor(needed).map((role) => {
    const more = optional.get(role.namespace);
    optional.delete(role.namespace);
    const hints = `${secretHint(role)}${more ? optionalHint(more, io) : ''}${bindingHint(role)}`;
    return `---\n${stringify(manifest(role))}${hints}`;
  });
  return [...roles, ...[...optional.values()].map((role) => optionalHint(role, io))].join('');
}

/** Rules of what is done without, as a comment in the place where they would stand. */
function optionalHint({ namespace = '', rules }: Role, io: Io): string {
  const title = io.text({ code: 'workbench.permissions-optional-rules', args: { namespace } });
  const lines = stringify(rules).trimEnd().split('\n');
  return [title, ...lines.map((line) => `  ${line}`)].map((line) => `# ${line}\n`).join('');
}

/** A name from a secret is not written down. */
function secretHint({ rules }: Role): string {
  const names = rules.flatMap(({ resourceNames = [] }) => resourceNames);
  return names.some((name) => name.includes(masked))
    ? `# ${masked} stands for a secret: write the name in its place.\n`
    : '';
}

function manifest({ namespace, rules }: Role) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespace === undefined ? 'ClusterRole' : 'Role',
    metadata: { name: roleName, ...(namespace !== undefined && { namespace }) },
    rules,
  };
}

function bindingHint({ namespace }: Role): string {
  const kind = namespace === undefined ? 'clusterrolebinding' : 'rolebinding';
  const role = namespace === undefined ? '--clusterrole' : '--role';
  const place = namespace === undefined ? '' : ` --namespace ${namespace}`;
  return `# kubectl create ${kind} ${roleName} ${role} ${roleName} --user WHO${place}\n`;
}
