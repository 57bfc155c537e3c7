import type { APIGatewayProxyResult } from "aws-lambda";

/**
 * A complete answer, status included, that another protocol makes. Other operations answer with their result as JSON.
 */
export class RawAnswer {
  readonly result: APIGatewayProxyResult;

  constructor(result: APIGatewayProxyResult) {
    this.result = result;
  }
}
