import { targetsOf, type ConnectionFacts, type MerchantFacts } from './targets';

const merchant: MerchantFacts = { id: 'm', accountId: 'a', active: true };
const cart: ConnectionFacts = {
  id: 'c1',
  side: 'cart',
  accountId: 'a',
  merchantId: 'm',
  connector: 'vendure',
  state: 'active',
};
const wms: ConnectionFacts = { ...cart, id: 'w1', side: 'wms', connector: 'tryton' };
const brief = (...args: Parameters<typeof targetsOf>) =>
  targetsOf(...args).map(
    ({ targetId, connector, blocked }) => `${targetId} ${connector} ${blocked ?? 'runs'}`,
  );

describe('targetsOf', () => {
  it('makes a target of each cart connection and of the merchant', () => {
    expect(targetsOf(merchant, [cart, wms])).toEqual([
      {
        targetId: 'c1',
        targetKind: 'cart_connection',
        accountId: 'a',
        merchantId: 'm',
        connector: 'vendure',
        blocked: null,
      },
      {
        targetId: 'm',
        targetKind: 'merchant',
        accountId: 'a',
        merchantId: 'm',
        connector: 'tryton',
        blocked: null,
      },
    ]);
  });

  it('does not run a merchant without a warehouse', () => {
    expect(brief(merchant, [])).toEqual(['m none no-warehouse']);
    expect(brief(merchant, [{ ...wms, state: 'deleted' }])).toEqual(['m none no-warehouse']);
  });

  it('does not run what is paused, refused or switched off', () => {
    expect(
      brief(merchant, [
        { ...cart, state: 'paused' },
        { ...wms, state: 'needs_reauth' },
      ]),
    ).toEqual(['c1 vendure connection-paused', 'm tryton needs-reauth']);
    expect(brief({ ...merchant, active: false }, [cart, wms])).toEqual([
      'c1 vendure merchant-inactive',
      'm tryton merchant-inactive',
    ]);
  });

  it('takes the newest warehouse while another is still to go', () => {
    expect(brief(merchant, [wms, { ...wms, id: 'w2', connector: 'other' }])).toEqual(['m other runs']);
  });

  it('runs a cart connection that was heard of before its merchant', () => {
    expect(brief(null, [cart, wms])).toEqual(['c1 vendure runs']);
  });

  it('drops deleted connections', () => {
    expect(brief(null, [{ ...cart, state: 'deleted' }])).toEqual([]);
  });
});
