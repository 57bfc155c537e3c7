import type { APIGatewayProxyResult } from "aws-lambda";

/** An answer that another protocol makes, status and all, where an operation's own would be its answer as JSON. */
export class RawAnswer {
  readonly result: APIGatewayProxyResult;

  constructor(result: APIGatewayProxyResult) {
    this.result = result;
  }
}
