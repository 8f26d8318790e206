import { ApiError } from '../status.ts';

/** In which shape objects go out. */
export interface Shape {
  as: 'object' | 'Table' | 'PartialObjectMetadata';
  /** Of `meta.k8s.io`, for the last two. */
  version: string;
}

/**
 * The first of the wanted media types that the server can write: JSON, as it is or as a Table or
 * metadata only.
 * @throws ApiError 406
 */
export function shapeOf(accept: string | undefined): Shape {
  const wanted = accept === undefined || accept === '' ? '*/*' : accept;
  for (const part of wanted.split(',')) {
    const [type = '', ...parameters] = part.trim().split(';');
    const values = new Map(
      parameters.map((one): [string, string] => {
        const [key = '', value = ''] = one.trim().split('=');
        return [key, value];
      }),
    );
    if (!['application/json', '*/*', 'application/*'].includes(type)) {
      continue;
    }
    const as = values.get('as');
    const version = values.get('v') ?? 'v1';
    if (as === undefined) {
      return { as: 'object', version };
    }
    if (values.get('g') === 'meta.k8s.io' && ['v1', 'v1beta1'].includes(version)) {
      if (as === 'Table') {
        return { as, version };
      }
      if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') {
        return { as: 'PartialObjectMetadata', version };
      }
    }
  }
  throw new ApiError(
    406,
    'NotAcceptable',
    '406: Not Acceptable\n\nAvailable representations: application/json, application/json;stream=watch',
    {},
  );
}
