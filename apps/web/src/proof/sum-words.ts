/** A sum with its parts, such as "60 = 58 at the warehouse + 2 held". Parts of zero are left out. */
export function sumInWords(total: number, parts: Record<string, number>): string {
  const named = Object.entries(parts).filter(([, count]) => count !== 0);
  if (named.length === 0) return String(total);
  return `${total} = ${named.map(([name, count]) => `${count} ${name}`).join(' + ')}`;
}
