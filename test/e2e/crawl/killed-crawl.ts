import type { CrawlReport } from "../../../lib/crawl/run-crawl.ts";
import { PLATFORMS } from "../../../lib/domain/platform.ts";
import type { openTrial } from "./crawl-trial.ts";
import { askedTimes } from "./crawl-trial.ts";

type Trial = Awaited<ReturnType<typeof openTrial>>;

export interface KilledCrawl {
  readonly report: CrawlReport;
  /** Seconds from SIGTERM to the end of the process, and how it ended. */
  readonly terminated: { readonly seconds: number; readonly code: number | string };
  /** What all processes logged, in order. */
  readonly log: string;
}

/** A crawl that is killed twice, goes through a storm of 429s, is told to stop once, and then runs to its end. */
export async function crawlThroughTrouble(trial: Trial, requests: number): Promise<KilledCrawl> {
  const { simulator } = trial;
  let log = "";
  const killed = async (crawl: ReturnType<Trial["crawl"]>, share: number): Promise<void> => {
    await askedTimes(simulator, crawl, requests * share);
    crawl.process.kill("SIGKILL");
    log += (await crawl.ended).err;
  };
  await killed(trial.crawl({ withTargets: true }), 0.1);

  const stormy = trial.crawl({ withTargets: false });
  await askedTimes(simulator, stormy, requests * 0.2);
  simulator.faults.storm = [...PLATFORMS];
  await askedTimes(simulator, stormy, simulator.log.length + 60);
  simulator.faults.storm = [];
  await killed(stormy, 0.4);

  const stopped = trial.crawl({ withTargets: false });
  await askedTimes(simulator, stopped, Math.max(requests * 0.6, simulator.log.length + 20));
  const at = performance.now();
  stopped.process.kill("SIGTERM");
  const { code, err } = await stopped.ended;
  const terminated = { seconds: (performance.now() - at) / 1_000, code };

  const last = trial.crawl({ withTargets: false });
  const report = await last.report();
  return { report, terminated, log: log + err + (await last.ended).err };
}
