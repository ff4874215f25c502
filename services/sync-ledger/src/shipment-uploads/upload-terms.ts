/** Kind of the alert about an upload that the store refused for good; its items are upload ids. */
export const UPLOAD_FAILED_ALERT = 'shipment-upload-failed';

/**
 * SQL condition: the cart is to be told of this parcel now. `u` is shipment_uploads, `o` its order, `r` the cart's
 * upload_rules or nothing.
 */
export const DUE_UPLOAD = `u.state = 'pending'
  AND (coalesce(r.partial_shipments, 'immediate') = 'immediate' OR o.state IN ('shipped', 'confirmed'))`;
