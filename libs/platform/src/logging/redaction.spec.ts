import { pino } from 'pino';
import { describeError, REDACTED_PATHS } from './redaction';

function logged(content: object): string {
  const lines: string[] = [];
  const log = pino(
    { redact: { paths: [...REDACTED_PATHS], censor: '[redacted]' }, serializers: { err: describeError } },
    { write: (line: string) => void lines.push(line) },
  );
  log.info(content, 'told');
  return lines.join('');
}

describe('what reaches the log', () => {
  it('is free of secrets and personal data, also inside of other things', () => {
    const line = logged({
      password: 'hunter2',
      req: { headers: { authorization: 'Bearer hunter2', cookie: 'hunter2' } },
      connection: { credentials: { key: 'hunter2' }, settings: { apiKey: 'hunter2' } },
      order: { recipient: { name: 'hunter2' }, email: 'hunter2@example.com' },
    });
    expect(line).not.toContain('hunter2');
    expect(line).toContain('[redacted]');
  });

  it('names an error without the data that a database puts into it', () => {
    const error = Object.assign(
      new Error('duplicate key value violates unique constraint "app_user_email"'),
      {
        code: '23505',
        detail: 'Key (email)=(ada@example.com) already exists.',
        parameters: ['ada@example.com'],
        cause: new TypeError('inner'),
      },
    );
    const line = logged({ err: error });
    expect(line).not.toContain('ada@example.com');
    expect(JSON.parse(line)).toMatchObject({
      err: {
        type: 'Error',
        message: error.message,
        code: '23505',
        cause: { type: 'TypeError', message: 'inner' },
      },
    });
  });
});
