import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { makeCertificates } from './certificates.ts';

test('the authority has signed the certificate, which is good for loopback', () => {
  const { ca, cert, key } = makeCertificates(Date.now());
  const [authority, server] = [new X509Certificate(ca), new X509Certificate(cert)];
  assert.ok(authority.ca);
  assert.ok(!server.ca);
  assert.ok(server.checkIssued(authority));
  assert.ok(server.verify(authority.publicKey));
  assert.ok(server.checkPrivateKey(createPrivateKey(key)));
  for (const address of ['127.0.0.1', '::1']) {
    assert.equal(server.checkIP(address), address);
  }
  for (const host of ['localhost', 'kubernetes.default.svc']) {
    assert.equal(server.checkHost(host), host);
  }
  assert.ok(new Date(server.validTo).getTime() > Date.now());
  assert.deepEqual(server.keyUsage, ['1.3.6.1.5.5.7.3.1']);
});

test('strict checks find nothing wrong', async () => {
  const { ca, cert } = makeCertificates(Date.now());
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const [authority, server] = [join(folder, 'ca.pem'), join(folder, 'cert.pem')];
  try {
    await Promise.all([writeFile(authority, ca), writeFile(server, cert)]);
    const { stdout } = await promisify(execFile)('openssl', [
      ...['verify', '-x509_strict', '-purpose', 'sslserver', '-verify_ip', '127.0.0.1'],
      ...['-CAfile', authority, server],
    ]);
    assert.match(stdout, /: OK/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
