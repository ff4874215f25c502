/** Reads `2 A, 1 B` as quantities and SKUs. */
export function contentsOfText(text: string): { sku: string; quantity: number }[] {
  return text.split(', ').map((part) => {
    const [quantity, sku = ''] = part.split(' ');
    return { sku, quantity: Number(quantity) };
  });
}
