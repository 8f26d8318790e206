/** A process that is given a secret as its argument and shows it in one way. */
function shows(name: string, secret: string, script: string): object {
  return {
    type: 'action',
    name,
    provider: {
      type: 'process',
      path: process.execPath,
      arguments: ['-e', `const [s] = process.argv.slice(1); ${script}`, `\${${secret}}`],
    },
  };
}

/** Puts every secret into every place from which it could get out. */
export function canaryExperiment(echoPort: number): object {
  const echo = `http://127.0.0.1:${echoPort}`;
  const scope = ['own', 'inline', 'vault'];
  const all = ['token', 'kept', 'password', 'found'];
  return {
    title: 'Does a secret get out? ${token}',
    description: 'Each way a secret could be told.',
    configuration: {
      vault_addr: { type: 'env', key: 'VAULT' },
      vault_token: { type: 'env', key: 'VAULT_TOKEN_HERE' },
      found: {
        type: 'probe',
        name: 'found',
        provider: {
          type: 'process',
          path: process.execPath,
          arguments: ['-e', 'console.log(process.env.DYNAMIC)'],
          secrets: scope,
        },
      },
    },
    secrets: {
      own: { token: { type: 'env', key: 'CANARY' }, brief: { type: 'env', key: 'SHORT' } },
      inline: { kept: 'canary-inline-4c2b' },
      vault: { password: { type: 'vault', path: 'shop/db', key: 'password' } },
      k8s: {
        KUBERNETES_HOST: { type: 'env', key: 'KUBE_HOST' },
        KUBERNETES_API_KEY: { type: 'env', key: 'KUBE_TOKEN' },
        KUBERNETES_API_KEY_PREFIX: 'Bearer',
        KUBERNETES_CA_CERT_FILE: { type: 'env', key: 'KUBE_CA' },
      },
    },
    'steady-state-hypothesis': {
      title: 'it answers',
      probes: [
        {
          type: 'probe',
          name: 'ask with a secret',
          tolerance: { type: 'regex', pattern: '${password}|you sent', target: 'body' },
          provider: {
            type: 'http',
            url: `${echo}/\${kept}`,
            headers: { Authorization: 'Bearer ${password}' },
            arguments: { q: '${token}', d: '${found}' },
          },
        },
      ],
    },
    method: [
      ...all.flatMap((secret) => [
        shows(`${secret} raw`, secret, 'console.log("here: " + s + "!"); console.error(s)'),
        shows(`${secret} encoded`, secret, encoded),
        shows(`${secret} as a name`, secret, 'console.log(JSON.stringify({ [s]: { list: [s] } }))'),
      ]),
      shows('brief', 'brief', 'console.log("status " + 200)'),
      {
        type: 'probe',
        name: 'no such host',
        provider: { type: 'http', url: 'http://127.0.0.1:9/${token}?p=${password}' },
      },
      {
        type: 'action',
        name: 'too slow ${kept}',
        provider: {
          type: 'process',
          path: process.execPath,
          arguments: ['-e', 'setTimeout(() => {}, 60000)', '${token}', '${found}'],
          timeout: 0.2,
        },
      },
      {
        type: 'action',
        name: 'scale',
        provider: {
          type: 'python',
          module: 'chaosk8s.deployment.actions',
          func: 'scale_deployment',
          secrets: ['k8s'],
          arguments: { name: 'idle', replicas: 0 },
        },
      },
      {
        type: 'action',
        name: 'scale what is not there',
        provider: {
          type: 'python',
          module: 'chaosk8s.deployment.actions',
          func: 'scale_deployment',
          secrets: ['k8s'],
          arguments: { name: '${kept}', replicas: 0 },
        },
      },
    ],
    rollbacks: [shows('last', 'token', 'throw new Error("it was " + s)')],
  };
}

/** Base64 of both alphabets, alone and inside a larger text, and percent-encoded. */
const encoded = `
  const b = (t, form) => Buffer.from(t).toString(form);
  console.log(b(s, 'base64'), b('a' + s, 'base64'), b('ab' + s + 'c', 'base64url'));
  console.log(encodeURIComponent('x y/' + s), new URLSearchParams({ q: s }).toString());`;
