import refusals from './fixtures/refusals.json';
import { problemOfError, problemOfTrytonStatus, withoutPersonalData } from './problems';

const now = new Date('2026-05-04T03:02:01Z');

type Recorded = { status: number; contentType: string; body: string };
function problemOf({ status, contentType, body }: Recorded) {
  const response = { status, headers: { 'content-type': contentType }, text: body };
  return (
    problemOfTrytonStatus(response, now) ?? problemOfError((JSON.parse(body) as { error: unknown[] }).error)
  );
}

describe('what Tryton refuses', () => {
  it.each([
    ['bad password', 'auth', 'credentials-refused'],
    ['no session', 'auth', 'credentials-refused'],
    ['unknown method', 'misconfigured', 'method-unknown'],
    ['unknown model', 'misconfigured', 'module-missing'],
    ['unknown database', 'misconfigured', 'database-unknown'],
    ['party code taken', 'rejected', 'refused-by-tryton'],
    ['customer missing', 'rejected', 'refused-by-tryton'],
    ['done without origin', 'rejected', 'needs-confirmation'],
  ] as const)('is told as recorded from a real server: %s', (name, kind, code) => {
    expect(problemOf(refusals[name])).toMatchObject({ kind, code });
  });

  it('keeps the words of Tryton', () => {
    expect(problemOf(refusals['party code taken']).message).toBe('The code on party must be unique.');
    expect(problemOf(refusals['done without origin']).message).toBe(
      'Tryton asks for a confirmation: Stock moves "1u [MUG] Mug" have no origin.',
    );
  });

  it.each([
    [429, 'rate-limited', 'too-many-logins'],
    [404, 'misconfigured', 'database-unknown'],
    [405, 'misconfigured', 'database-unknown'],
    [302, 'misconfigured', 'redirected'],
    [502, 'transient', 'server-error-502'],
  ])('by status %i is %s', (status, kind, code) => {
    const response = { status, headers: {}, text: '' };
    expect(problemOfTrytonStatus(response, now)).toMatchObject({ kind, code });
  });

  it.each([
    [['ConcurrencyException', 'Record was modified'], 'transient', 'changed-meanwhile'],
    [['LoginException', ['sms', 'Code', 'char']], 'auth', 'credentials-refused'],
    [["'NoneType' object has no attribute 'id'", ''], 'unexpected', 'server-exception'],
    [[], 'unexpected', 'server-exception'],
  ])('as error %j is %s', (error, kind, code) => {
    expect(problemOfError(error)).toMatchObject({ kind, code });
  });

  it('is told without the words that name the recipient', () => {
    const problem = problemOfError([
      'UserError',
      ['The phone number "+1 408" of "Ana Diaz" is not valid.', ''],
    ]);
    expect(withoutPersonalData(problem, ['Ana Diaz', '+1 408', null, '']).message).toBe(
      'The phone number "***" of "***" is not valid.',
    );
  });
});
