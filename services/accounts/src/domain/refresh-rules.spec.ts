import { judgeRefresh, type ShownRefreshToken } from './refresh-rules';

const now = new Date('2026-03-02T09:00:00Z');
const earlier = new Date('2026-03-02T08:00:00Z');
const later = new Date('2026-03-02T10:00:00Z');
const fresh: ShownRefreshToken = {
  usedAt: null,
  expiresAt: later,
  sessionExpiresAt: later,
  sessionRevokedAt: null,
};

describe('judgeRefresh', () => {
  it('rotates a token that is new and in time', () => {
    expect(judgeRefresh(fresh, now)).toBe('rotate');
  });

  it('refuses once the token, the session or somebody ended it', () => {
    expect(judgeRefresh({ ...fresh, expiresAt: now }, now)).toBe('refuse');
    expect(judgeRefresh({ ...fresh, sessionExpiresAt: now }, now)).toBe('refuse');
    expect(judgeRefresh({ ...fresh, sessionRevokedAt: earlier }, now)).toBe('refuse');
  });

  it('revokes the session when a token comes back that was replaced, also after its own end', () => {
    expect(judgeRefresh({ ...fresh, usedAt: earlier }, now)).toBe('revoke');
    expect(judgeRefresh({ ...fresh, usedAt: earlier, expiresAt: earlier }, now)).toBe('revoke');
  });
});
