import { errorOf, problemOfResult } from './problems';

describe('errors of Vendure', () => {
  it.each([
    ['FORBIDDEN', 'auth', 'permission-missing', 'none'],
    ['CHANNEL_NOT_FOUND', 'misconfigured', 'unknown-channel', 'none'],
    ['GRAPHQL_VALIDATION_FAILED', 'unexpected', 'query-not-understood', 'none'],
    ['USER_INPUT_ERROR', 'rejected', 'input-refused', 'none'],
    ['INTERNAL_SERVER_ERROR', 'transient', 'internal-server-error', 'unknown'],
    ['A_CODE_OF_TOMORROW', 'unexpected', 'unknown-error', 'unknown'],
  ])('reads the code %s of a failed write as %s/%s with effect %s', (code, kind, name, effect) => {
    const error = errorOf([{ message: 'what Vendure says', extensions: { code } }], true);
    expect(error).toMatchObject({ effect, problem: { kind, code: name } });
    expect(error.problem.message).toBe('Vendure answered with an error: what Vendure says');
  });

  it('takes an error without a code, as of a broken database rule, for unexpected', () => {
    expect(errorOf([{ message: 'violates foreign key constraint' }], false)).toMatchObject({
      effect: 'none',
      problem: { kind: 'unexpected', code: 'unknown-error' },
    });
  });

  it('names an error result by its code and quotes what is most precise', () => {
    expect(
      problemOfResult({
        __typename: 'FulfillmentStateTransitionError',
        errorCode: 'FULFILLMENT_STATE_TRANSITION_ERROR',
        message: 'errorResult.FULFILLMENT_STATE_TRANSITION_ERROR',
        transitionError: 'Cannot transition Fulfillment from "Cancelled" to "Shipped"',
      }),
    ).toEqual({
      kind: 'rejected',
      code: 'fulfillment-state-transition',
      message: 'Vendure refused: Cannot transition Fulfillment from "Cancelled" to "Shipped"',
    });
  });
});
