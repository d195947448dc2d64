/** The error that a person reads. */
import { expect, test } from "@jest/globals";
import { StabilityError } from "../../components/dreamstudio/common/errors/stability-error.ts";

test("advice leaves all that is known of an error", () => {
  const facts = {
    status: 429,
    code: "rate_limit_exceeded",
    requestId: "a1",
    isUnsent: true,
    isLost: true,
    isWrongAnswer: true,
    retryAfterMillis: 2_000,
  };
  const advised = new StabilityError("Too many requests", facts).withAdvice("Wait.");
  expect(advised.message).toBe("Too many requests. Wait.");
  expect(advised).toMatchObject(facts);
});
