import { Badge } from '@mantine/core';
import { verdictInWords } from './proof-words';
import type { Proof } from './proof.queries';

export function VerdictBadge({ proof }: { proof: Proof }) {
  return (
    <Badge variant="light" tt="none" color={proof.balanced ? 'green' : 'red'}>
      {verdictInWords(proof)}
    </Badge>
  );
}
