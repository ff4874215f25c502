import { passwordComplaint } from './password-rules';

const owner = { email: 'ada.lovelace@example.com', accountName: 'Northwind Logistics' };

describe('passwordComplaint', () => {
  it.each([
    'correct stable horse battery',
    'x9#kfP2!mmQz',
    'ada likes warehouses a lot',
    'пароль для склада',
    'my warehouse has 7 docks',
  ])('accepts %p', (password) => {
    expect(passwordComplaint(password, owner)).toBeNull();
  });

  it.each([
    'ada.lovelace@example.com',
    'ADA.Lovelace@Example.com!1',
    'ada.lovelace1234',
    'Northwind Logistics',
    'northwind-logistics2026',
  ])('refuses %p, which is the own address or name', (password) => {
    expect(passwordComplaint(password, owner)).toContain('e-mail address or the name');
  });

  it.each([
    'Password12345!',
    '123456789012',
    '098765432109',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abababababab',
    'abcdefghijklmnop',
    'qwertyuiopas',
    'Qwertyuiop12',
    '111122223333',
    'letmein!!!!!!',
    'correct horse battery staple',
    '2026!2026!2026!',
    'ｐａｓｓｗｏｒｄ1234',
  ])('refuses %p, which is tried first', (password) => {
    expect(passwordComplaint(password, owner)).toContain('first that are tried');
  });
});
