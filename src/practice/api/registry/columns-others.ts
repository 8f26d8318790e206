import { listAt, numberAt, objectAt, textAt } from '../objects.ts';
import { selectorText } from '../selectors/labels.ts';
import { ageColumn, type ColumnDefinition, column, nameColumn, wide } from './columns.ts';
import { few } from './columns-core.ts';

export const ingressColumns: ColumnDefinition[] = [
  nameColumn,
  column('Class', (ingress) => textAt(ingress, 'spec', 'ingressClassName') || '<none>'),
  column('Hosts', (ingress) => {
    const hosts = listAt(ingress, 'spec', 'rules').map((rule) => textAt(rule, 'host'));
    return few(hosts.filter((host) => host !== '')).replace('<none>', '*');
  }),
  column('Address', (ingress) =>
    listAt(ingress, 'status', 'loadBalancer', 'ingress')
      .map((one) => textAt(one, 'ip') || textAt(one, 'hostname'))
      .join(','),
  ),
  column('Ports', (ingress) => (listAt(ingress, 'spec', 'tls').length > 0 ? '80, 443' : '80')),
  ageColumn,
];

export const networkPolicyColumns: ColumnDefinition[] = [
  nameColumn,
  column(
    'Pod-Selector',
    (policy) => selectorText(objectAt(policy, 'spec', 'podSelector')) || '<none>',
  ),
  ageColumn,
];

export const sliceColumns: ColumnDefinition[] = [
  nameColumn,
  column('AddressType', (slice) => textAt(slice, 'addressType')),
  column('Ports', (slice) => {
    const ports = listAt(slice, 'ports').map((port) => String(numberAt(port, 'port')));
    return ports.length === 0 ? '<unset>' : few(ports);
  }),
  column('Endpoints', (slice) => {
    const all = listAt(slice, 'endpoints').flatMap((one) => listAt(one, 'addresses').map(String));
    return all.length === 0 ? '<unset>' : few(all);
  }),
  ageColumn,
];

export const leaseColumns: ColumnDefinition[] = [
  nameColumn,
  column('Holder', (lease) => textAt(lease, 'spec', 'holderIdentity')),
  ageColumn,
];

const subjects = (kind: string) => (binding: unknown) =>
  listAt(binding, 'subjects')
    .filter((subject) => textAt(subject, 'kind') === kind)
    .map((subject) => {
      const namespace = textAt(subject, 'namespace');
      const name = textAt(subject, 'name');
      return kind === 'ServiceAccount' ? `${namespace}/${name}` : name;
    })
    .join(', ');

export const bindingColumns: ColumnDefinition[] = [
  nameColumn,
  column('Role', (binding) => {
    const role = objectAt(binding, 'roleRef');
    return `${textAt(role, 'kind')}/${textAt(role, 'name')}`;
  }),
  ageColumn,
  wide('Users', subjects('User')),
  wide('Groups', subjects('Group')),
  wide('ServiceAccounts', subjects('ServiceAccount')),
];
