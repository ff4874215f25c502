import type { FakeBuyer } from './model';

const FIRST = ['Ada', 'Ben', 'Cleo', 'Dario', 'Edda', 'Femi', 'Greta', 'Hugo', 'Ines', 'Jonas'];
const LAST = ['Example', 'Sample', 'Specimen', 'Placeholder', 'Nobody', 'Testman', 'Doe'];
const STREETS = ['Sample Street', 'Example Avenue', 'Test Lane', 'Placeholder Road'];

/** A buyer who does not exist: invented name, a reserved mail domain and telephone range. The same for the same number. */
export function fictionalBuyer(number: number): FakeBuyer {
  const firstName = pick(FIRST, number);
  const lastName = pick(LAST, Math.floor(number / FIRST.length));
  return {
    firstName,
    lastName,
    emailAddress: `${firstName}.${lastName}.${number}@example.com`.toLowerCase(),
    address: {
      fullName: `${firstName} ${lastName}`,
      company: number % 5 === 0 ? 'Example Company' : null,
      streetLine1: `${(number % 90) + 1} ${pick(STREETS, number)}`,
      streetLine2: null,
      city: 'Exampleton',
      province: 'Oregon',
      postalCode: String(97000 + (number % 900)),
      countryCode: 'US',
      phoneNumber: `+1 555 01${String(number % 100).padStart(2, '0')}`,
    },
  };
}

function pick<T>(values: readonly T[], number: number): T {
  return values[number % values.length] as T;
}
