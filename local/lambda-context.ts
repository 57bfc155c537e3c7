import type { Context } from "aws-lambda";

export interface Limits {
  readonly timeoutMs: number;
  /** Once it is aborted no time remains, so that long work stops at its next checkpoint. */
  readonly stop?: AbortSignal;
}

/** API Gateway gives up after 29 s: its developer guide, "Quotas". */
const REQUEST_LIMITS: Limits = { timeoutMs: 29_000 };

/** The context that Lambda passes to a function with its event. */
export function lambdaContext(
  functionName: string,
  requestId: string,
  { timeoutMs, stop }: Limits = REQUEST_LIMITS,
): Context {
  const endsAt = performance.now() + timeoutMs;
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:local:local:function:${functionName}`,
    memoryLimitInMB: "1024",
    logGroupName: "local",
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => (stop?.aborted ? 0 : Math.max(0, Math.round(endsAt - performance.now()))),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
