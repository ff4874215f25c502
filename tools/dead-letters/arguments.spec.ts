import { parseArguments, UsageError } from './arguments';

const ID = '0197f2a0-0000-7000-8000-000000000001';
const env = { DATABASE_URL: 'postgres://hub@db/crossdock' };
const target = { service: 'scheduler', databaseUrl: env.DATABASE_URL };

describe('the arguments of npm run dead-letters', () => {
  it.each([
    [['list'], { ...target, action: 'list', before: null }],
    [['list', '--before', ID], { ...target, action: 'list', before: ID }],
    [['show', ID], { ...target, action: 'show', id: ID }],
    [['requeue', ID], { ...target, action: 'requeue', id: ID }],
    [['requeue', '--all'], { ...target, action: 'requeue', id: 'all' }],
  ])('%j', (args, command) => {
    expect(parseArguments(['scheduler', ...args], env)).toEqual(command);
  });

  it.each([
    [[], env, 'Name a service.'],
    [['ledger', 'list'], env, 'There is no service "ledger".'],
    [['scheduler'], env, 'Say what to do.'],
    [['scheduler', 'drop', ID], env, `"drop ${ID}" is unknown.`],
    [['scheduler', 'show'], env, 'Name a dead letter by its id; "list" shows the ids.'],
    [['scheduler', 'requeue', '12'], env, '"12" is not the id of a dead letter; "list" shows the ids.'],
    [['scheduler', 'list'], {}, 'DATABASE_URL is not set, or is no address.'],
  ])('%j is refused with what to type instead', (args, environment, message) => {
    const parse = () => parseArguments(args, environment);
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(message);
  });
});
