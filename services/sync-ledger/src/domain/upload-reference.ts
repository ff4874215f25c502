const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 80n;

/**
 * Our reference of a parcel at a cart: `CP` and 16 characters of Crockford's base 32, made of the last 80 bits of the
 * upload's UUIDv7 (74 of them random).
 */
export function uploadReference(uploadId: string): string {
  const bits = BigInt.asUintN(Number(BITS), BigInt(`0x${uploadId.replaceAll('-', '')}`));
  let text = '';
  for (let shift = BITS - 5n; shift >= 0n; shift -= 5n) text += CROCKFORD[Number((bits >> shift) & 31n)];
  return `CP${text}`;
}
