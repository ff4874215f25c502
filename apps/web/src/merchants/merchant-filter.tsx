import { Select } from '@mantine/core';
import { useMerchants } from './merchants.queries';

interface Props {
  value: string | undefined;
  /** True on pages that show one merchant only. */
  required?: boolean;
  onChange: (merchantId: string | undefined) => void;
}

/** Narrows a page to one merchant. Not there where there is but one. */
export function MerchantFilter({ value, required = false, onChange }: Props) {
  const { data = [] } = useMerchants();
  if (data.length < 2) return null;
  return (
    <Select
      label="Merchant"
      placeholder="All"
      clearable={!required}
      allowDeselect={!required}
      maw={260}
      searchable
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
