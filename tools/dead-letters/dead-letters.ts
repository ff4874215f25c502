import { DeadLetters, type DeadLetter } from '@crossdock/messaging';
import { DatabaseUnavailableError, openDatabase } from '@crossdock/platform';
import { parseArguments, USAGE, UsageError, type Command } from './arguments';
import { letterDetails, letterTable } from './report';

const PAGE = 100;

/**
 * The program behind `npm run dead-letters`.
 * @param print gets what belongs to the answer
 * @param complain gets what went wrong
 * @returns the exit code: 0 done, 1 not possible, 2 not understood
 */
export async function deadLetters(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  print: (text: string) => void,
  complain: (text: string) => void,
): Promise<number> {
  if (args.includes('--help')) {
    print(USAGE);
    return 0;
  }
  try {
    const command = parseArguments(args, env);
    const dataSource = await openDatabase({ ...command, databasePoolSize: 1 });
    try {
      return await carryOut(command, new DeadLetters(dataSource), print, complain);
    } finally {
      await dataSource.destroy();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (!(error instanceof DatabaseUnavailableError)) throw error;
    complain(error.message);
    return 1;
  }
}

async function carryOut(
  command: Command,
  letters: DeadLetters,
  print: (text: string) => void,
  complain: (text: string) => void,
): Promise<number> {
  if (command.action === 'list') {
    print(await list(command, letters));
    return 0;
  }
  if (command.id === 'all') {
    print(await requeueAll(letters));
    return 0;
  }
  const letter = await letters.find(command.id);
  if (!letter) {
    complain(
      `${command.service} has no dead letter ${command.id}. It may have been handled; "list" shows what is there.`,
    );
    return 1;
  }
  if (command.action === 'show') {
    print(letterDetails(letter));
    return 0;
  }
  if ((await letters.requeue(letter.id)) === 'requeued') {
    print(
      'Requeued. It leaves the list when its handler has committed, and comes back when the handler fails.',
    );
    return 0;
  }
  complain('It cannot be requeued: what arrived was no event. "show" has the beginning of it.');
  return 1;
}

async function list(command: Command & { action: 'list' }, letters: DeadLetters): Promise<string> {
  const { service, before } = command;
  const page = await letters.list({ limit: PAGE, ...(before !== null && { before }) });
  const oldest = page.at(-1);
  if (!oldest) return before === null ? `${service} has no dead letters.` : 'There are none before that one.';
  const count = `${page.length} shown, ${await letters.count()} in all.`;
  const more = page.length === PAGE ? ` Older ones: ${service} list --before ${oldest.id}` : '';
  return `${letterTable(page)}\n\n${count}${more}`;
}

/** Requeues what was not requeued since it was parked. */
async function requeueAll(letters: DeadLetters): Promise<string> {
  const count = { requeued: 0, unreadable: 0, before: 0 };
  let page: DeadLetter[] = [];
  do {
    const last = page.at(-1)?.id;
    page = await letters.list({ limit: PAGE, ...(last !== undefined && { before: last }) });
    for (const letter of page) {
      if (letter.requeuedAt) count.before += 1;
      else if (!letter.event) count.unreadable += 1;
      else if ((await letters.requeue(letter.id)) === 'requeued') count.requeued += 1;
    }
  } while (page.length === PAGE);
  return [
    `${count.requeued} requeued.`,
    ...(count.before > 0 ? [`${count.before} were requeued before and wait for their handler.`] : []),
    ...(count.unreadable > 0 ? [`${count.unreadable} are no events and stay.`] : []),
  ].join(' ');
}
