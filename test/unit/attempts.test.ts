/** Several requests: how many at the same time, in which order, and which ones are left out. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import { attemptEach } from "../../components/dreamstudio/common/wire/attempts.ts";
import { StabilityError } from "../../components/dreamstudio/common/errors/stability-error.ts";

const passing = new StabilityError("passes", { status: 503 });
const lasting = new StabilityError("lasts", { status: 402, code: "payment_required" });

/** What is told of a request that was left out. */
const leftOut = expect.objectContaining({
  message: "Not sent, since another one failed: lasts",
  status: 402,
  code: "payment_required",
  isUnsent: true,
});

/** What becomes of the nth request, and after how many milliseconds. */
type Plan = readonly { fate: "fine" | "passing" | "lasting"; millis: number }[];

async function run(plan: Plan) {
  const sent: number[] = [];
  let open = 0;
  let most = 0;
  const attempts = await attemptEach(plan.map((_, index) => index), async (index) => {
    sent.push(index);
    most = Math.max(most, open += 1);
    await sleep(plan[index]?.millis);
    open -= 1;
    const fate = plan[index]?.fate;
    if (fate === "passing") throw passing;
    if (fate === "lasting") throw lasting;
    return `answer ${index}`;
  });
  return { attempts, sent, most };
}

const arbitraryPlan = fc.array(fc.record({
  fate: fc.constantFrom("fine" as const, "fine" as const, "passing" as const, "lasting" as const),
  millis: fc.integer({ min: 0, max: 4 }),
}), { minLength: 1, maxLength: 10 });

test("each is sent once at the most, three at the same time, and told in its place", async () => {
  await fc.assert(fc.asyncProperty(arbitraryPlan, async (plan) => {
    const { attempts, sent, most } = await run(plan);
    expect(attempts.map(({ request }) => request)).toStrictEqual(plan.map((_, index) => index));
    expect(new Set(sent).size).toBe(sent.length);
    expect(most).toBeLessThanOrEqual(3);
    for (const [index, { answer, error }] of attempts.entries()) {
      const fate = plan[index]?.fate;
      if (!sent.includes(index)) expect(error).toStrictEqual(leftOut);
      else if (fate === "fine") expect(answer).toBe(`answer ${index}`);
      else expect(error).toBe(fate === "passing" ? passing : lasting);
    }
    if (!plan.some(({ fate }) => fate === "lasting")) expect(sent).toHaveLength(plan.length);
  }), { numRuns: 60 });
});

test("what lasts stops all that has not begun, and what has begun goes on", async () => {
  const slow = { fate: "fine", millis: 20 } as const;
  const { attempts, sent } = await run([slow, { fate: "lasting", millis: 0 }, slow, slow, slow]);
  expect(sent).toStrictEqual([0, 1, 2]);
  expect(attempts.map(({ answer, error }) => answer ?? error)).toStrictEqual(["answer 0", lasting, "answer 2", leftOut, leftOut]);
});

test("an error that is none of ours lasts", async () => {
  const strange = new TypeError("strange");
  let sent = 0;
  const attempts = await attemptEach([0, 1, 2, 3, 4, 5], () => {
    sent += 1;
    return Promise.reject(strange);
  });
  expect(sent).toBeLessThanOrEqual(3);
  for (const [index, { error }] of attempts.entries()) {
    if (index < sent) expect(error).toBe(strange);
    else expect(error).toMatchObject({ message: "Not sent, since another one failed: strange", isUnsent: true });
  }
});
