/** The environment cannot be used. The message lists every bad variable with what to do, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    subject: string,
    readonly complaints: readonly string[],
  ) {
    super(`${subject} cannot start:\n${complaints.map((complaint) => `  - ${complaint}`).join('\n')}`);
  }
}
