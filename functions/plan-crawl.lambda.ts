import { planCrawl } from "../lib/crawl/plan-crawl.ts";
import { scheduled } from "../lib/lambda/schedule.ts";
import { cloud } from "./cloud.ts";

export const create = scheduled("plan-crawl", (services, _host, invocation) =>
  planCrawl(services, invocation),
);

export const handler = create(cloud);
