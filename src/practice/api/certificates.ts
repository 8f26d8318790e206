import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bits,
  bool,
  explicit,
  identifier,
  implicit,
  integer,
  octets,
  sequence,
  set,
  text,
  time,
} from './der.ts';

/** A server's certificate with its key, and the authority that signed it. PEM. */
export interface Certificates {
  ca: string;
  cert: string;
  key: string;
}

/** Milliseconds that certificates hold. */
const lifetime = 365 * 24 * 3_600_000;

const oid = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  subjectKey: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKey: '2.5.29.35',
  extendedUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
};

/** Names that a cluster's API server is known by, beside its addresses. */
const hosts = ['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'];

/** 127.0.0.1, ::1 and the service `kubernetes` at 10.96.0.1, as bytes. */
const addresses = [
  Buffer.from([127, 0, 0, 1]),
  Buffer.concat([Buffer.alloc(15), Buffer.of(1)]),
  Buffer.from([10, 96, 0, 1]),
];

/**
 * Makes an authority and a certificate for loopback and the usual names, by RFC 5280. They carry what
 * strict clients ask for (Python 3.13, `openssl verify -x509_strict`): key identifiers of subject and
 * authority, and usages. Written out here, because Node issues no certificates, and a library for it
 * (@peculiar/x509) takes 55 ms and 9 MiB more, a sixth of what the whole cluster may take.
 * @param now milliseconds since 1970
 */
export function makeCertificates(now: number): Certificates {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = 'chaos-workbench-practice-ca';
  const signer = { issuer, key: authority.privateKey, now };
  const authorityId = keyId(authority.publicKey);
  const names = sequence(
    ...hosts.map((host) => implicit(2, Buffer.from(host))),
    ...addresses.map((address) => implicit(7, address)),
  );
  return {
    ca: issue(signer, issuer, authority.publicKey, [
      extension(oid.basicConstraints, sequence(bool(true)), true),
      // Bits 5 and 6: it signs certificates and lists of revoked ones.
      extension(oid.keyUsage, bits(Buffer.from([0x06]), 1), true),
      extension(oid.subjectKey, octets(authorityId)),
    ]),
    cert: issue(signer, 'chaos-workbench-practice', server.publicKey, [
      extension(oid.basicConstraints, sequence(), true),
      // Bit 0: it makes signatures.
      extension(oid.keyUsage, bits(Buffer.from([0x80]), 7), true),
      extension(oid.extendedUsage, sequence(identifier(oid.serverAuth))),
      extension(oid.alternativeName, names),
      extension(oid.subjectKey, octets(keyId(server.publicKey))),
      extension(oid.authorityKey, sequence(implicit(0, authorityId))),
    ]),
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

interface Signer {
  issuer: string;
  key: KeyObject;
  now: number;
}

function issue(signer: Signer, subject: string, key: KeyObject, extensions: Buffer[]): string {
  const algorithm = sequence(identifier(oid.ecdsaWithSha256));
  const body = sequence(
    // Version 3, which alone has extensions.
    explicit(0, integer(Buffer.from([2]))),
    // The first byte keeps the number positive and free of leading zeros.
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name(signer.issuer),
    sequence(time(new Date(signer.now - 3_600_000)), time(new Date(signer.now + lifetime))),
    name(subject),
    key.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensions)),
  );
  const der = sequence(body, algorithm, bits(sign('sha256', body, signer.key)));
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

const name = (common: string) => sequence(set(sequence(identifier(oid.commonName), text(common))));

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(identifier(id), ...(critical ? [bool(true)] : []), octets(value));
}

/** The hash of the point of the curve, which is the last 65 bytes of a P-256 key. */
function keyId(key: KeyObject): Buffer {
  const point = key.export({ type: 'spki', format: 'der' }).subarray(-65);
  return createHash('sha1').update(point).digest();
}
