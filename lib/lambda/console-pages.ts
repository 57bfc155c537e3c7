import { type ConsoleFiles, consoleAnswer } from "../console/console-files.ts";
import { headerOf } from "./headers.ts";
import type { Host } from "./host.ts";
import type { HttpHandler } from "./router.ts";

/** For a deployed system, which serves HTTPS only. */
const HTTPS_ONLY = { "strict-transport-security": "max-age=31536000; includeSubDomains" };

/**
 * Puts the console in front of a deployable. The console's page and files are answered without composing anything;
 * every other request goes to the API.
 */
export const withConsole =
  (
    create: (host: Host) => HttpHandler,
    load: () => Promise<ConsoleFiles>,
    uploads: () => string | null,
  ): ((host: Host) => HttpHandler) =>
  (host) => {
    const api = create(host);
    let files: Promise<ConsoleFiles> | null = null;
    return async (event, context) => {
      const isConsoles = event.path === "/" || event.path.startsWith("/console/");
      if (!isConsoles || !["GET", "HEAD"].includes(event.httpMethod)) return api(event, context);
      files ??= load();
      const answer = consoleAnswer(await files, event.path, {
        ifNoneMatch: headerOf(event.headers, "if-none-match"),
        uploads: uploads(),
      });
      if (!answer) return api(event, context);
      const { status, headers, body } = answer;
      return { statusCode: status, headers: { ...headers, ...HTTPS_ONLY }, body };
    };
  };
