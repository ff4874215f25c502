/** Names under which secrets and personal data appear; their values never reach the log, at any depth up to three. */
const SENSITIVE = [
  'authorization',
  'cookie',
  'password',
  'passwordHash',
  'credentials',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'recipient',
  'email',
  'phone',
];

export const REDACTED_PATHS: readonly string[] = [
  ...SENSITIVE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  'req.headers["set-cookie"]',
  'res.headers["set-cookie"]',
];

export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly cause?: LoggedError;
}

/** What of an error is logged. Statement, parameters and detail of a database error may hold personal data and stay out. */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  return {
    type: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
