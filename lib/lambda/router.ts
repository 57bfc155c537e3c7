import httpRouter from "@middy/http-router";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import type { Operation } from "../domain/api/operation.ts";
import { AppError } from "../domain/errors.ts";
import { preflightAnswer } from "./http-headers.ts";

export type HttpHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/**
 * The routes of operations, for the functions and for the local gateway. HEAD is answered as GET (RFC 9110, 9.3.2). If
 * a path does not take a method, the error names the methods that it takes.
 * @throws AppError `not-found`, code `no-such-route`; `invalid`, code `method-not-allowed`.
 */
export function createRouter(
  operations: readonly Operation[],
  serve: (
    operation: Operation,
    event: APIGatewayProxyEvent,
    context: Context,
  ) => Promise<APIGatewayProxyResult>,
): HttpHandler {
  const routes = [...Map.groupBy(operations, ({ path }) => path)].flatMap(([path, ofPath]) =>
    METHODS.map((method) => {
      const operation = ofPath.find((one) => one.method === (method === "HEAD" ? "GET" : method));
      const handler: HttpHandler = async (event, context) => {
        if (operation) return serve(operation, event, context);
        const allow = ofPath.map((one) => one.method);
        if (method === "OPTIONS") return preflightAnswer(allow);
        throw new AppError("invalid", "method-not-allowed", `Use ${allow.join(" or ")} here.`, { allow });
      };
      return { method, path, handler };
    }),
  );
  const router = httpRouter({ routes, notFoundResponse: refuseRoute });
  const known = new Set<string>(METHODS);
  // The library knows seven methods. Any other, such as TRACE, is answered like PATCH, which no operation has.
  return (event, context) =>
    router(known.has(event.httpMethod) ? event : { ...event, httpMethod: "PATCH" }, context);
}

export function refuseRoute(): never {
  const message = "There is nothing at this address; GET /openapi.json tells what there is.";
  throw new AppError("not-found", "no-such-route", message);
}
