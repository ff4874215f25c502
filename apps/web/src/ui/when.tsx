import { Text } from '@mantine/core';
import { ago, fullTime } from './time';

/** An instant as people say it ("3 minutes ago"), exact on hover. Null shows a dash. */
export function When({ at }: { at: string | null }) {
  if (at === null) return <Text span>–</Text>;
  return (
    <Text span inherit>
      <time dateTime={at} title={fullTime(at)}>
        {ago(at, Date.now())}
      </time>
    </Text>
  );
}
