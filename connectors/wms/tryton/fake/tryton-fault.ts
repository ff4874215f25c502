/** What Tryton answers with status 200 and an `error` in the body. The call changes nothing. */
export class TrytonFault extends Error {
  private constructor(readonly args: readonly unknown[]) {
    super(JSON.stringify(args));
    this.name = 'TrytonFault';
  }

  static user(message: string): TrytonFault {
    return new TrytonFault(['UserError', [message, '', null]]);
  }

  /** An error that the server did not expect: its text and an empty trace. */
  static exception(text: string): TrytonFault {
    return new TrytonFault([text, '']);
  }
}

/** What Tryton's web server answers instead of JSON. */
export class HttpFault extends Error {
  constructor(
    readonly status: number,
    readonly html: string,
  ) {
    super(`HTTP ${status}`);
    this.name = 'HttpFault';
  }

  static forbidden(): HttpFault {
    return page(403, 'Forbidden', 'You don&#39;t have the permission to access the requested resource.');
  }

  static badPassword(): HttpFault {
    return page(
      401,
      'Unauthorized',
      'The server could not verify that you are authorized to access the URL.',
    );
  }

  static noSession(): HttpFault {
    return new HttpFault(401, '');
  }

  static notFound(): HttpFault {
    return page(404, 'Not Found', 'The requested URL was not found on the server.');
  }

  static internal(): HttpFault {
    return page(500, 'Internal Server Error', 'The server is overloaded or there is an error.');
  }
}

function page(status: number, title: string, text: string): HttpFault {
  return new HttpFault(
    status,
    `<!doctype html>\n<html lang=en>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${text}</p>\n`,
  );
}
