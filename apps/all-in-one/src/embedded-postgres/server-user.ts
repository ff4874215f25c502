import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** PostgreSQL refuses to run as root: then it runs as this user. */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** The unprivileged user for the server, or null when this process is unprivileged itself. */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!entry) {
    throw new Error(
      'PostgreSQL refuses to run as root, and this system has neither a user "postgres" nor "nobody". Start as an ordinary user.',
    );
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Whether users other than the owner can reach a path: every folder above it must let them pass. */
export function isReachableByOthers(path: string): boolean {
  let folder = resolve(path);
  for (;;) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat && (stat.mode & 0o001) === 0) return false;
    const parent = dirname(folder);
    if (parent === folder) return true;
    folder = parent;
  }
}
