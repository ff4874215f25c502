import { Select } from '@mantine/core';
import { useMerchants } from './merchants.queries';

interface Props {
  value: string | undefined;
  onChange: (merchantId: string | undefined) => void;
}

/** Narrows a page to one merchant. Not there where there is but one. */
export function MerchantFilter({ value, onChange }: Props) {
  const { data = [] } = useMerchants();
  if (data.length < 2) return null;
  return (
    <Select
      label="Merchant"
      placeholder="All"
      clearable
      searchable
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
