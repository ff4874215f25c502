/** Whether a topic pattern (`*` is one word, `#` any number) matches a routing key, as a broker decides it. */
export function matchesTopic(pattern: string, routingKey: string): boolean {
  return matchesWords(pattern.split('.'), routingKey.split('.'));
}

function matchesWords(pattern: readonly string[], words: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return words.length === 0;
  if (head === '#')
    return matchesWords(rest, words) || (words.length > 0 && matchesWords(pattern, words.slice(1)));
  return words.length > 0 && (head === '*' || head === words[0]) && matchesWords(rest, words.slice(1));
}
