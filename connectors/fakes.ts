export * from './carts/vendure/fake';
