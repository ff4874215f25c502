import { invalidInput } from '@crossdock/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify, type Options } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { passwordComplaint, type PasswordOwner } from '../domain/password-rules';

/** Least cost that OWASP recommends for argon2id, which is this package's default: 19 MiB, two passes, one lane. */
const COST: Options = {
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** Turns passwords into argon2id hashes and back into yes or no. Work runs in the thread pool, off the event loop. */
@Injectable()
export class Passwords implements OnModuleInit {
  /** Hash of a password that nobody has, so that an unknown address costs as much as a wrong password. */
  private nobodys = '';

  async onModuleInit(): Promise<void> {
    this.nobodys = await hash(randomBytes(32), COST);
  }

  /**
   * Hash of a password that its owner may use.
   * @throws ProblemException 422 when it is too easy to guess
   */
  async accept(password: string, owner: PasswordOwner): Promise<string> {
    const complaint = passwordComplaint(password, owner);
    if (complaint !== null) throw invalidInput([{ path: 'password', message: complaint }]);
    return hash(normal(password), COST);
  }

  /** Takes the same time whether or not there is a hash to compare with. */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    const matches = await verify(passwordHash ?? this.nobodys, normal(password));
    return matches && passwordHash !== null;
  }
}

/** The same characters typed on different systems are the same password. */
function normal(password: string): string {
  return password.normalize('NFKC');
}
