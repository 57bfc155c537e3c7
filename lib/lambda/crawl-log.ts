import type { CrawlEvent } from "../crawl/crawl-events.ts";
import { errorFields, type Log } from "./log.ts";

/** Logs what an operator may have to look at. Single accounts and budgets are left to metrics. */
export const crawlLog =
  (log: Log) =>
  (event: CrawlEvent): void => {
    const { kind, ...fields } = event;
    switch (event.kind) {
      case "message-failed":
        log.error("crawl message failed", { platform: event.platform, ...errorFields(event.error) });
        return;
      case "credential-refused":
      case "schema-drift":
        log.error("alarm", { alarm: kind, ...withoutError(fields) });
        return;
      case "paused":
      case "resumed":
      case "cooling-down":
        log.warn(`crawl ${kind}`, withoutError(fields));
        return;
      case "throttled":
      case "outage":
        log.info(`crawl ${kind}`, withoutError(fields));
    }
  };

/** The plain fields of an event. Errors are logged by `errorFields`. */
function withoutError(fields: object): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (entry): entry is [string, string | number | null] => typeof entry[1] !== "object" || entry[1] === null,
    ),
  );
}
