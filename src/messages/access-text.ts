import type { MessageArgs } from './types.ts';

/** What somebody must be allowed to do, as RBAC names it. */
interface Access {
  verb: string;
  group: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
}

/** An access as kubectl would say it: `delete deployments.apps back`. */
export function accessText({ verb, group, resource, subresource, name }: Access): string {
  const kind = `${resource}${subresource ? `/${subresource}` : ''}${group && `.${group}`}`;
  return name === undefined ? `${verb} ${kind}` : `${verb} ${kind} ${name}`;
}

/** What a sentence about something forbidden says. */
export function factsOfForbidden(forbidden: {
  pointer: string;
  name: string;
  access: Access;
}): MessageArgs {
  const { pointer, name, access } = forbidden;
  return { pointer, name, what: accessText(access), where: access.namespace ?? '*' };
}
