/** Long passwords that everybody tries first, without trailing digits and signs. */
const OBVIOUS = [
  'password',
  'passwordpassword',
  'mypassword',
  'passwort',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'qwerty',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qwertyuiopasdfghjkl',
  'letmein',
  'letmeinletmein',
  'iloveyou',
  'iloveyouforever',
  'welcome',
  'welcomewelcome',
  'administrator',
  'adminadminadmin',
  'changeme',
  'changemechangeme',
  'trustno',
  'sunshine',
  'superman',
  'football',
  'baseball',
  'princess',
  'dragon',
  'monkey',
  'master',
  'correcthorsebatterystaple',
  'crossdock',
  'crossdockcrossdock',
  'warehouse',
  'fulfillment',
];

const SEQUENCES = ['0123456789', '9876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

/** Whose password it is. */
export interface PasswordOwner {
  readonly email: string;
  readonly accountName: string;
}

/**
 * Why a password must not be used, written for the person who chose it; null when it may.
 * Its length is checked by the schema of the input.
 */
export function passwordComplaint(password: string, owner: PasswordOwner): string | null {
  const given = password.normalize('NFKC').toLowerCase();
  const core = coreOf(given);
  if (isOwn(given, core, owner))
    return 'choose something that is not your e-mail address or the name of the account';
  if (core.length === 0 || OBVIOUS.includes(core) || isRepetition(given) || isSequence(given)) {
    return 'this password is among the first that are tried; choose a few unrelated words';
  }
  return null;
}

/** What is left when the digits and signs are gone that people add to make a password long enough. */
function coreOf(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replace(/[\s_-]+/g, '');
}

function isOwn(given: string, core: string, { email, accountName }: PasswordOwner): boolean {
  const [localPart = ''] = email.split('@');
  const own = [localPart, accountName, email].map((text) => coreOf(text.toLowerCase()));
  return given.includes(email) || own.some((word) => word.length > 0 && word === core);
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`: nothing but one short piece again and again. */
function isRepetition(text: string): boolean {
  return /^(.{1,4})\1*$/u.test(text) || new Set(text).size < 4;
}

function isSequence(text: string): boolean {
  return SEQUENCES.some((sequence) => sequence.repeat(13).includes(text));
}
