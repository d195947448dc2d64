/** How much of an answer is read. */
import { expect, test } from "@jest/globals";
import { limited, maxAnswerBytes, pour } from "../../components/dreamstudio/common/answers/transfer.ts";

const chunk = Buffer.alloc(1_048_576);

async function* answerOf(bytes: number) {
  for (let left = bytes; left > 0; left -= chunk.length) yield await Promise.resolve(chunk.subarray(0, left));
}

test.each([[0, undefined], [1, { message: "more than 100 MiB" }]])("of %d bytes beyond the limit", async (more, error) => {
  let read = 0;
  const broken = await pour(limited(answerOf(maxAnswerBytes + more)), (bytes) => {
    read += bytes.length;
    return Promise.resolve();
  });
  expect(read).toBe(maxAnswerBytes);
  if (error === undefined) expect(broken).toBeUndefined();
  else expect(broken?.error).toMatchObject(error);
});
