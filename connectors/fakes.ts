export * from './carts/vendure/fake';
export * from './wms/tryton/fake';
