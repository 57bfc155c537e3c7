import { expect, test } from "vitest";
import { proxyEvent, readTarget } from "../../local/gateway-request.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { consoleFile } from "../console/console-files.ts";
import { withConsole } from "./console-pages.ts";
import { lazyHost } from "./host.ts";

const files = new Map([
  ["/console/index.html", consoleFile("index.html", "<p>hello</p>")],
  ["/console/main.js", consoleFile("main.js", "1")],
]);
const handler = withConsole(
  () => async () => ({ statusCode: 418, body: "the API's" }),
  async () => files,
  () => "https://drops.s3.eu-central-1.amazonaws.com",
)(lazyHost(() => Promise.reject(new Error("The console needs nothing composed."))));

const ask = (target: string, headers: Record<string, string[]> = {}, method = "GET") => {
  const request = { method, target, headers, body: Buffer.from(""), sourceIp: "", requestId: "r" };
  return handler(proxyEvent(request, readTarget(target)), lambdaContext("open", "r"));
};

test("a deployed console is answered with a policy that lets it load nothing but its own and send drops to the bucket", async () => {
  const { statusCode, headers, body } = await ask("/?q=vegan");
  expect([statusCode, body]).toEqual([200, "<p>hello</p>"]);
  const policy = String(headers?.["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self' https://drops.s3.eu-central-1.amazonaws.com;");
  expect(policy).not.toContain("unsafe");
  expect(headers?.["strict-transport-security"]).toContain("max-age=31536000");
  expect((await ask("/console/main.js")).body).toBe("1");
});

test("a file that did not change is not sent again", async () => {
  const { headers } = await ask("/console/main.js");
  expect(await ask("/console/main.js", { "if-none-match": [String(headers?.etag)] })).toMatchObject({
    statusCode: 304,
    body: "",
  });
});

test.each([
  ["/health", "GET"],
  ["/console/nothing.js", "GET"],
  ["/console/session", "GET"],
  ["/", "POST"],
])("%s by %s is the API's", async (target, method) => {
  expect((await ask(target, {}, method)).statusCode).toBe(418);
});
