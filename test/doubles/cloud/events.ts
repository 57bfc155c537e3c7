import type { APIGatewayProxyEvent, SQSEvent } from "aws-lambda";

/** A GET as API Gateway passes it on, from a caller of the local tenant who may do everything. */
export const getEvent = (
  resource: string,
  given: Partial<Pick<APIGatewayProxyEvent, "queryStringParameters" | "pathParameters">> = {},
): APIGatewayProxyEvent => ({
  httpMethod: "GET",
  resource,
  path: resource,
  headers: {},
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  body: null,
  isBase64Encoded: false,
  requestContext: {
    requestId: "11111111-2222-3333-4444-555555555555",
    identity: { sourceIp: "127.0.0.1" },
    authorizer: { tenantId: "local", roles: "admin", subscribesShared: "false", keyId: "key" },
  } as unknown as APIGatewayProxyEvent["requestContext"],
  ...given,
});

/** The messages of one event of SQS; the id of each is its place. */
export const sqsEvent = (queue: string, bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: String(index),
    receiptHandle: String(index),
    body,
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "0",
      SenderId: "double",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:eu-central-1:000000000000:${queue}`,
    awsRegion: "eu-central-1",
  })),
});
