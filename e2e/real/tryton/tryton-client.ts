/** A value of a type that JSON lacks, as Tryton writes it. */
export const decimal = (text: string) => ({ __class__: 'Decimal', decimal: text });

/** An answer that is not a result. `warning` is the name of a question that Tryton wants answered with yes first. */
export class TrytonError extends Error {
  constructor(
    message: string,
    readonly warning: string | null = null,
  ) {
    super(message);
  }
}

export interface TrytonLogin {
  url: string;
  database: string;
  user: string;
  password: string;
}

/**
 * Speaks to a Tryton server as one of its users, the way its own clients do. It knows nothing of the hub's connector,
 * so that a mistake there cannot hide here.
 */
export class TrytonClient {
  private constructor(
    private readonly endpoint: string,
    private readonly authorization: string,
    private readonly userId: number,
    private readonly context: Record<string, unknown>,
  ) {}

  static async login({ url, database, user, password }: TrytonLogin): Promise<TrytonClient> {
    const endpoint = `${url}/${database}/`;
    const session = await send<[number, string]>(endpoint, null, 'common.db.login', [
      user,
      { password },
      'en',
    ]);
    const authorization = `Session ${btoa(`${user}:${session[0]}:${session[1]}`)}`;
    const context = await send<Record<string, unknown>>(
      endpoint,
      authorization,
      'model.res.user.get_preferences',
      [true, {}],
    );
    return new TrytonClient(endpoint, authorization, session[0], context);
  }

  /** Calls a method; the context goes last by itself. */
  call<Result>(method: string, ...params: unknown[]): Promise<Result> {
    return this.callIn<Result>({}, method, ...params);
  }

  /** Calls a method with more in its context than the user's own preferences. */
  callIn<Result>(extra: Record<string, unknown>, method: string, ...params: unknown[]): Promise<Result> {
    const context = { ...this.context, ...extra };
    return send<Result>(this.endpoint, this.authorization, method, [...params, context]);
  }

  search<Row extends { id: number }>(model: string, domain: unknown, fields: string[]): Promise<Row[]> {
    return this.call<Row[]>(`model.${model}.search_read`, domain, 0, null, [['id', 'ASC']], fields);
  }

  async create(model: string, values: Record<string, unknown>): Promise<number> {
    const [id] = await this.call<number[]>(`model.${model}.create`, [values]);
    if (id === undefined) throw new TrytonError(`${model} was not created`);
    return id;
  }

  write(model: string, ids: number[], values: Record<string, unknown>): Promise<null> {
    return this.call<null>(`model.${model}.write`, ids, values);
  }

  /** Presses a button of the form, such as `pick`, and says yes to what Tryton warns of. */
  async press<Result = unknown>(model: string, button: string, ids: number[]): Promise<Result> {
    try {
      return await this.call<Result>(`model.${model}.${button}`, ids);
    } catch (error) {
      if (!(error instanceof TrytonError) || error.warning === null) throw error;
      await this.create('res.user.warning', { user: this.userId, name: error.warning });
      return this.press<Result>(model, button, ids);
    }
  }
}

async function send<Result>(
  endpoint: string,
  authorization: string | null,
  method: string,
  params: unknown[],
): Promise<Result> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
    body: JSON.stringify({ id: 1, method, params }),
  });
  if (!response.ok) throw new TrytonError(`${method}: HTTP ${response.status}`);
  const answer = (await response.json()) as { result: Result; error?: [string, unknown] };
  if (answer.error !== undefined) {
    const [code, args] = answer.error;
    const warning = code === 'UserWarning' && Array.isArray(args) ? String(args[0]) : null;
    throw new TrytonError(`${method}: ${JSON.stringify(answer.error)}`, warning);
  }
  return answer.result;
}
