import { groupByCause, type RaisedAlert } from './alert-causes';

const alert = (merchantId: string, subject: string, item: string, detail = 'x'): RaisedAlert => ({
  accountId: 'a',
  merchantId,
  kind: 'unmapped',
  subject,
  title: 't',
  detail,
  fix: 'f',
  item,
});

describe('groupByCause', () => {
  it('makes one cause of the items that share merchant, kind and subject, in one order for everybody', () => {
    const causes = groupByCause([
      alert('m2', 'EXPRESS', '1'),
      alert('m1', 'EXPRESS', '2', 'first'),
      alert('m1', 'EXPRESS', '3', 'last'),
      alert('m1', 'EXPRESS', '2', 'last'),
      alert('m1', 'AIR', '4'),
    ]);
    expect(
      causes.map(({ merchantId, causeKey, detail, items }) => ({ merchantId, causeKey, detail, items })),
    ).toEqual([
      { merchantId: 'm1', causeKey: 'unmapped:AIR', detail: 'x', items: ['4'] },
      { merchantId: 'm1', causeKey: 'unmapped:EXPRESS', detail: 'last', items: ['2', '3'] },
      { merchantId: 'm2', causeKey: 'unmapped:EXPRESS', detail: 'x', items: ['1'] },
    ]);
  });
});
