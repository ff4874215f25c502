import { MemorySession } from './memory-session';

describe('a session kept in memory', () => {
  it('logs in once for calls at the same time, and again after it was forgotten', async () => {
    const session = new MemorySession();
    let logins = 0;
    const login = () => Promise.resolve(`token ${(logins += 1)}`);
    expect(await Promise.all([session.token(login), session.token(login)])).toEqual(['token 1', 'token 1']);
    session.forget();
    expect(await session.token(login)).toBe('token 2');
  });

  it('does not keep a log-in that failed', async () => {
    const session = new MemorySession();
    await expect(session.token(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await session.token(() => Promise.resolve('yes'))).toBe('yes');
  });
});
