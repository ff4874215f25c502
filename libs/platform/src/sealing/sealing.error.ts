/** A sealed text cannot be opened. Says which key is concerned, never what the text holds. */
export class SealingError extends Error {
  override readonly name = 'SealingError';
}
