/** Waits until `look` gives something else than null. */
export async function eventually<T>(look: () => Promise<T | null>, withinMs = 20_000): Promise<T> {
  const endsAt = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > endsAt) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
