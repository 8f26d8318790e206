import { constants } from 'node:os';

/** An error as Node's own network functions give it. */
export function systemError(
  code: 'EADDRINUSE' | 'ECONNREFUSED',
  syscall: string,
  address: string,
  port: number,
): Error {
  const text = code === 'EADDRINUSE' ? `${code}: address already in use` : code;
  return Object.assign(new Error(`${syscall} ${text} ${address}:${port}`), {
    errno: -constants.errno[code],
    code,
    syscall,
    address,
    port,
  });
}

/** The error for a name that nobody knows. */
export function notFound(hostname: string): Error {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
    errno: -3008,
    code: 'ENOTFOUND',
    syscall: 'getaddrinfo',
    hostname,
  });
}
