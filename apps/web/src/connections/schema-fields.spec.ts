import { enteredValues, initialValues, schemaFields } from './schema-fields';

const SCHEMA = {
  type: 'object',
  properties: {
    url: { type: 'string', format: 'uri', title: 'Address', description: 'Of the shop.' },
    password: { type: 'string', format: 'secret', title: 'Password' },
    warehouse: { type: 'string', title: 'Warehouse', default: 'WH' },
    version: { type: 'string', enum: ['1', '2'] },
    sandbox: { type: 'boolean', title: 'Sandbox' },
    tags: { type: 'array', items: { type: 'string' }, title: 'Tags' },
    days: { type: 'integer', title: 'Days' },
  },
  required: ['url', 'password', 'sandbox'],
};

describe('schemaFields', () => {
  it('makes a field of each property', () => {
    const field = { description: null, required: false };
    expect(schemaFields(SCHEMA)).toEqual([
      {
        name: 'url',
        title: 'Address',
        description: 'Of the shop.',
        required: true,
        input: { kind: 'url' },
        initial: '',
      },
      {
        ...field,
        name: 'password',
        title: 'Password',
        required: true,
        input: { kind: 'secret' },
        initial: '',
      },
      { ...field, name: 'warehouse', title: 'Warehouse', input: { kind: 'text' }, initial: 'WH' },
      {
        ...field,
        name: 'version',
        title: 'version',
        input: { kind: 'choice', choices: ['1', '2'] },
        initial: '',
      },
      { ...field, name: 'sandbox', title: 'Sandbox', input: { kind: 'switch' }, initial: false },
      { ...field, name: 'tags', title: 'Tags', input: { kind: 'list' }, initial: [] },
      { ...field, name: 'days', title: 'Days', input: { kind: 'number' }, initial: '' },
    ]);
  });

  it('sends what was entered and leaves out what was not', () => {
    const fields = schemaFields(SCHEMA);
    const values = { ...initialValues(fields, { url: 'https://shop' }), days: 3 };
    expect(enteredValues(fields, values)).toEqual({
      url: 'https://shop',
      warehouse: 'WH',
      sandbox: false,
      days: 3,
    });
  });
});
