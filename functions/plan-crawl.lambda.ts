import { scheduled } from "../lib/lambda/schedule.ts";
import { planCrawl } from "../lib/use-cases/plan-crawl.ts";
import { cloud } from "./cloud.ts";

export const create = scheduled("plan-crawl", (services, _host, invocation) =>
  planCrawl(services, invocation),
);

export const handler = create(cloud);
