/** How people recognise a parcel: `UPS 1Z999`. */
export function parcelLabel(carrier: string | null, trackingNumber: string | null): string {
  return (
    [carrier, trackingNumber].filter((part) => part !== null && part !== '').join(' ') ||
    'without a tracking number'
  );
}
