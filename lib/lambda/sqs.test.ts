import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { lambdaContext } from "../../local/lambda-context.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { lazyHost } from "./host.ts";
import type { LogFields } from "./log.ts";
import { jsonMessage, sqsConsumer } from "./sqs.ts";

let composition: EmbeddedComposition;

beforeAll(async () => {
  composition = await temporaryComposition();
});

afterAll(() => composition?.close());

const event = (bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: `m${index}`,
    receiptHandle: "r",
    body,
    attributes: {
      ApproximateReceiveCount: "2",
      SentTimestamp: "0",
      SenderId: "s",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-1:111122223333:work",
    awsRegion: "eu-west-1",
  })),
});

async function consume(bodies: readonly string[]) {
  const done: number[] = [];
  const redelivered: boolean[] = [];
  const lines: LogFields[] = [];
  const write = (_message: string, fields: LogFields) => void lines.push(fields);
  const handler = sqsConsumer(
    jsonMessage(z.strictObject({ n: z.number() })),
    async (_services, { n }, { isRedelivered }) => {
      redelivered.push(isRedelivered);
      if (n < 0) throw new Error(`private ${n}`);
      done.push(n);
    },
  )(lazyHost(async () => composition, { info: write, warn: write, error: write }));
  return { answer: await handler(event(bodies), lambdaContext("work", "r")), done, lines, redelivered };
}

test("a message that fails is reported alone and its neighbours are done", async () => {
  const { answer, done } = await consume(['{"n":1}', '{"n":-1}', "nonsense", '{"n":2}', '{"m":1}']);
  expect(done).toEqual([1, 2]);
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(["m1", "m2", "m4"]);
});

test("work is told that its message was delivered before", async () => {
  const { redelivered } = await consume(['{"n":1}']);
  expect(redelivered).toEqual([true]);
});

test("a batch in which all fail is an answer, not a throw", async () => {
  const { answer } = await consume(["x", "y"]);
  expect(answer.batchItemFailures).toHaveLength(2);
});

test("lines tell ids and places, never what a message holds", async () => {
  const { lines } = await consume(['{"n":-987654}', '{"secret":"words"}']);
  expect(lines).toMatchObject([
    { message_id: "m0", queue: "work", receive_count: 2 },
    { message_id: "m1", queue: "work", receive_count: 2, error: "invalid/bad-message" },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/private|words|987654/);
});
