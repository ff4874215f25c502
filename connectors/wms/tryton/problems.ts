import { problemOfStatus, retryAfterSeconds, type HttpResponse } from '@crossdock/connector-sdk';
import type { Problem } from '@crossdock/domain';

/** The `error` of an answer with status 200: `["UserError", [message, description, ...]]` or `[text, traceback]`. */
export type TrytonErrorArgs = readonly unknown[];

const MODULES_FIX =
  'Let the administrator of Tryton activate the modules that the connector needs, in a supported version.';

/** What an error of Tryton's own code means. Tryton rolls the whole call back, so nothing was written. */
export function problemOfError(error: TrytonErrorArgs): Problem {
  const [code, detail] = error;
  const words = Array.isArray(detail) ? detail.filter((word) => typeof word === 'string') : [];
  switch (code) {
    case 'UserError':
      return {
        kind: 'rejected',
        code: 'refused-by-tryton',
        message: clip(words[0] ?? 'Tryton refused without a reason.'),
      };
    case 'UserWarning':
      return {
        kind: 'rejected',
        code: 'needs-confirmation',
        message: clip(`Tryton asks for a confirmation: ${words[1] ?? 'no text given'}`),
        fix: 'Let someone log in as the hub\'s user, do the same by hand and tick "Always ignore this warning".',
      };
    case 'ConcurrencyException':
      return {
        kind: 'transient',
        code: 'changed-meanwhile',
        message: 'Someone changed the same record at the same time.',
      };
    case 'LoginException':
      return credentialsRefused('Tryton wants more than a password to log in.');
    default:
      return problemOfException(String(code));
  }
}

function problemOfException(text: string): Problem {
  if (/database ".*" does not exist/.test(text)) return databaseUnknown();
  // Tryton answers a call to a model or field that it does not have with the bare name in quotes.
  if (/^'[a-z0-9_.]+'$/i.test(text))
    return {
      kind: 'misconfigured',
      code: 'module-missing',
      message: `This Tryton does not know ${text}.`,
      fix: MODULES_FIX,
    };
  return { kind: 'unexpected', code: 'server-exception', message: clip(`Tryton failed: ${text}`) };
}

/** What a status means where Tryton's own web server, or a proxy before it, answered. Null for 2xx. */
export function problemOfTrytonStatus(response: HttpResponse, now: Date): Problem | null {
  switch (response.status) {
    case 401:
      return credentialsRefused('Tryton does not accept the user name and password.');
    case 403:
      return {
        kind: 'misconfigured',
        code: 'method-unknown',
        message: 'Tryton does not offer a function that the connector needs.',
        fix: MODULES_FIX,
      };
    case 404:
    case 405:
      return databaseUnknown();
    case 429: {
      const wait = retryAfterSeconds(response, now);
      return {
        kind: 'rate-limited',
        code: 'too-many-logins',
        message: 'Tryton counts too many failed log-ins and asks us to wait.',
        ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
      };
    }
    default:
      return problemOfStatus(response, now);
  }
}

function databaseUnknown(): Problem {
  return {
    kind: 'misconfigured',
    code: 'database-unknown',
    message: 'No Tryton with this database answers at this address.',
    fix: 'Enter the address of the Tryton server, and the name of the database as it is shown at log-in.',
  };
}

export function userWithoutCompany(): Problem {
  return {
    kind: 'misconfigured',
    code: 'user-without-company',
    message: "The hub's user belongs to no company in Tryton.",
    fix: 'Give the user a company and a current company in Tryton (Administration, Users).',
  };
}

export function permissionMissing(models: readonly string[]): Problem {
  return {
    kind: 'auth',
    code: 'permission-missing',
    message: `The hub's user may not use ${models.join(', ')}.`,
    fix: 'Give the user the groups named in the description of this connector.',
  };
}

export function warehouseUnknown(code: string): Problem {
  return {
    kind: 'misconfigured',
    code: 'warehouse-unknown',
    message: `Tryton has no warehouse with the code "${code}".`,
    fix: 'Enter the code of a location of type Warehouse (Inventory & Stock, Locations).',
  };
}

export function unknownSkus(skus: readonly string[]): Problem {
  return {
    kind: 'rejected',
    code: 'unknown-sku',
    message: clip(`Tryton has no product with the code ${skus.map((sku) => `"${sku}"`).join(', ')}.`),
    fix: 'Create the product in Tryton with the SKU as its code, or correct the SKU in the shop.',
  };
}

export function ambiguousSkus(skus: readonly string[]): Problem {
  return {
    kind: 'rejected',
    code: 'ambiguous-sku',
    message: clip(`Several products in Tryton have the code ${skus.map((sku) => `"${sku}"`).join(', ')}.`),
    fix: 'Give each product in Tryton a code of its own.',
  };
}

export function unknownCountry(code: string): Problem {
  return {
    kind: 'rejected',
    code: 'unknown-country',
    message: `Tryton has no country with the code "${code}".`,
    fix: 'Let the administrator of Tryton load the countries (trytond_import_countries).',
  };
}

export function canceledAtWarehouse(number: string): Problem {
  return {
    kind: 'rejected',
    code: 'canceled-at-warehouse',
    message: `The warehouse has cancelled this order (shipment ${number}).`,
    fix: 'Set the shipment to draft again in Tryton and deliver the order again, or cancel the order.',
  };
}

/**
 * The problem without the words that name the recipient: Tryton likes to repeat what it was given.
 * @param personal texts that must not leave
 */
export function withoutPersonalData(problem: Problem, personal: readonly (string | null)[]): Problem {
  const message = personal
    .filter((text): text is string => text !== null && text.trim().length > 1)
    .reduce((safe, text) => safe.split(text).join('***'), problem.message);
  return { ...problem, message };
}

function credentialsRefused(message: string): Problem {
  return {
    kind: 'auth',
    code: 'credentials-refused',
    message,
    fix: 'Enter the user name and password of a Tryton user that can log in with a password alone.',
  };
}

function clip(text: string): string {
  return text.length <= 1000 ? text : `${text.slice(0, 999)}…`;
}
