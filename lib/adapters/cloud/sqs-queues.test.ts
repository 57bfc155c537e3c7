import { SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type ScriptedAnswer,
  type ScriptedRequest,
  startScriptedServer,
} from "../../../test/doubles/scripted-server.ts";
import { QUEUES, type QueueName } from "../../ports/queues.ts";
import { createSqsQueues, type SqsQueuesSettings } from "./sqs-queues.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const sentSchema = z.object({
  Entries: z.array(z.record(z.string(), z.unknown())).default([]),
  MaxNumberOfMessages: z.number().optional(),
  WaitTimeSeconds: z.number().optional(),
});

/** Queues over a server that answers the calls as told; what it was sent, and by which action. */
async function queuesOver(
  answer: (call: number, request: ScriptedRequest) => object | ScriptedAnswer,
  settings: Partial<SqsQueuesSettings> = {},
) {
  let calls = 0;
  const server = await startScriptedServer((request) => {
    calls += 1;
    const told = answer(calls, request);
    const headers = { "content-type": "application/x-amz-json-1.0" };
    return "status" in told ? { headers, ...told } : { headers, body: JSON.stringify(told) };
  });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new SQSClient({
    endpoint: server.endpoint,
    region: "eu-central-1",
    credentials,
    maxAttempts: 1,
    md5: false,
  });
  closing.push(async () => {
    client.destroy();
    await server.close();
  });
  const urls = QUEUES.flatMap((queue) =>
    [queue, `${queue}-dead`].map((name) => [name, `${server.endpoint}/1/${name}`]),
  );
  const queueUrls = Object.fromEntries(urls) as Record<QueueName, string>;
  return {
    queues: createSqsQueues({ client, queueUrls, ...settings }),
    sent: () => server.requests.map(({ body }) => sentSchema.parse(JSON.parse(body))),
    requests: server.requests,
  };
}

const refused = (Id: string, Code: string, SenderFault = false) => ({ Id, Code, SenderFault });

describe("messages sent to SQS", () => {
  it("go in batches of at most 10 entries and 1 MiB together", async () => {
    const { queues, sent } = await queuesOver(() => ({}));
    await queues.send("ingest", [
      ...Array.from({ length: 12 }, () => ({ body: "x" })),
      ...Array.from({ length: 3 }, () => ({ body: "é".repeat(200_000) })),
    ]);
    expect(sent().map(({ Entries }) => Entries.length)).toEqual([10, 4, 1]);
  });

  it("carry their tenant as message group, and their delay", async () => {
    const { queues, sent } = await queuesOver(() => ({}));
    await queues.send("ingest", [{ body: "x", group: "acme", delaySeconds: 30 }]);
    expect(sent()[0]?.Entries).toEqual([
      { Id: "0", MessageBody: "x", MessageGroupId: "acme", DelaySeconds: 30 },
    ]);
  });

  it("are sent again one by one where the queue refused some", async () => {
    const { queues, sent } = await queuesOver((call) =>
      call === 1 ? { Failed: [refused("1", "InternalError")] } : {},
    );
    await queues.send("ingest", [{ body: "a" }, { body: "b" }, { body: "c" }]);
    expect(sent().map(({ Entries }) => Entries.map(({ MessageBody }) => MessageBody))).toEqual([
      ["a", "b", "c"],
      ["b"],
    ]);
  });

  it("end in an error when the queue goes on refusing, at once when it blames the message", async () => {
    const stubborn = await queuesOver(() => ({ Failed: [refused("0", "InternalError")] }));
    await expect(stubborn.queues.send("ingest", [{ body: "a" }])).rejects.toMatchObject({
      kind: "unavailable",
      code: "queue-entries-refused",
      context: { queue: "ingest", entries: 1, vendor_errors: ["InternalError"] },
    });
    expect(stubborn.requests).toHaveLength(4);
    const blaming = await queuesOver(() => ({ Failed: [refused("0", "InvalidMessageContents", true)] }));
    await expect(blaming.queues.send("ingest", [{ body: "a" }])).rejects.toMatchObject({ kind: "invalid" });
    expect(blaming.requests).toHaveLength(1);
  });

  it("are refused before anything is sent when one of them cannot be", async () => {
    const { queues, requests } = await queuesOver(() => ({}));
    for (const wrong of [
      { body: "" },
      { body: "x", group: "g".repeat(129) },
      { body: "x", delaySeconds: -1 },
    ]) {
      await expect(queues.send("ingest", [{ body: "well" }, wrong])).rejects.toMatchObject({
        kind: "invalid",
      });
    }
    expect(requests).toEqual([]);
  });
});

describe("messages received from SQS", () => {
  const messages = (count: number) => ({
    Messages: Array.from({ length: count }, (_, at) => ({
      MessageId: `m${at}`,
      ReceiptHandle: `r${at}`,
      Body: "x",
      Attributes: { ApproximateReceiveCount: "2", SentTimestamp: "1700000000000" },
    })),
  });

  it("come in several calls above 10, of which the first alone waits", async () => {
    const { queues, sent } = await queuesOver((call) => messages(call === 1 ? 10 : 3));
    const received = await queues.receive("ingest", { max: 25, visibilitySeconds: 60, waitSeconds: 30 });
    expect(received).toHaveLength(13);
    expect(received[0]).toEqual({
      id: "m0",
      receipt: "r0",
      body: "x",
      receiveCount: 2,
      sentAt: new Date(1_700_000_000_000),
    });
    expect(
      sent().map(({ MaxNumberOfMessages, WaitTimeSeconds }) => [MaxNumberOfMessages, WaitTimeSeconds]),
    ).toEqual([
      [10, 20],
      [10, 0],
    ]);
  });

  it("are acknowledged and released by tens; outdated receipts are no error", async () => {
    const { queues, sent } = await queuesOver(() => ({
      Failed: [refused("0", "ReceiptHandleIsInvalid", true)],
    }));
    const receipts = Array.from({ length: 11 }, (_, at) => `r${at}`);
    await queues.acknowledge("ingest", receipts);
    await queues.release("ingest", receipts, 7);
    expect(sent().map(({ Entries }) => Entries.length)).toEqual([10, 1, 10, 1]);
    expect(sent()[3]?.Entries).toEqual([{ Id: "0", ReceiptHandle: "r10", VisibilityTimeout: 7 }]);
  });
});

describe("a queue in SQS", () => {
  const attributes = (visible: number) => ({ Attributes: { ApproximateNumberOfMessages: String(visible) } });

  it("does not know the age of its oldest message, unless none waits", async () => {
    const waiting = await queuesOver(() => attributes(3));
    expect(await waiting.queues.depth("ingest")).toMatchObject({ visible: 3, oldestAgeSeconds: null });
    const empty = await queuesOver(() => attributes(0));
    expect(await empty.queues.depth("ingest")).toMatchObject({ visible: 0, oldestAgeSeconds: 0 });
  });

  it.each([
    [400, "com.amazonaws.sqs#QueueDoesNotExist", "unavailable", "queues-no-queue"],
    [400, "com.amazonaws.sqs#RequestThrottled", "rate-limited", "queues-throttled"],
    [403, "com.amazonaws.sqs#AccessDenied", "unavailable", "queues-access-denied"],
    [500, "InternalFailure", "unavailable", "queues-unavailable"],
  ])("that answers %d %s is %s", async (status, type, kind, code) => {
    const { queues } = await queuesOver(() => ({ status, body: JSON.stringify({ __type: type }) }));
    await expect(queues.depth("ingest")).rejects.toMatchObject({ name: "AppError", kind, code });
  });
});
