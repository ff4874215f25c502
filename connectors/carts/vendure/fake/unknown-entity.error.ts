/** The shop has no such thing. The API answers it as ENTITY_NOT_FOUND. */
export class UnknownEntityError extends Error {
  constructor(kind: string, id: string) {
    super(`No ${kind} with the id "${id}" could be found`);
    this.name = 'UnknownEntityError';
  }
}
