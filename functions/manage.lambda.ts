import { listAudit } from "../lib/audit/list-audit.ts";
import { verifyAudit } from "../lib/audit/verify-audit.ts";
import { showCrawl } from "../lib/crawl/show-crawl.ts";
import { requestTargets } from "../lib/crawl/targets/request-targets.ts";
import * as audit from "../lib/domain/api/audit-operations.ts";
import * as exports from "../lib/domain/api/export-operations.ts";
import * as feedback from "../lib/domain/api/feedback-operations.ts";
import * as identity from "../lib/domain/api/identity-operations.ts";
import * as ingests from "../lib/domain/api/ingest-operations.ts";
import * as lists from "../lib/domain/api/list-operations.ts";
import * as saved from "../lib/domain/api/saved-search-operations.ts";
import * as system from "../lib/domain/api/system-operations.ts";
import * as targets from "../lib/domain/api/target-operations.ts";
import { getUsage } from "../lib/domain/api/usage-operations.ts";
import * as webhook from "../lib/domain/api/webhook-operations.ts";
import { getExport, listExports, requestExport } from "../lib/exports/exports.ts";
import { checkSystem } from "../lib/health/check-system.ts";
import { listQueues } from "../lib/health/list-queues.ts";
import { decidePair, listSuggestions } from "../lib/identity/review-suggestions.ts";
import { createIngest, getIngest } from "../lib/ingest/take-drops.ts";
import { httpFunction } from "../lib/lambda/http.ts";
import { type CallPorts, route } from "../lib/lambda/route.ts";
import { commandRunbook } from "../lib/runbook/run-runbook.ts";
import * as hook from "../lib/webhooks/webhooks.ts";
import { giveFeedback, shareFeedback } from "../lib/workspace/give-feedback.ts";
import { addToList, changeEntry, listCreators, removeFromList } from "../lib/workspace/list-creators.ts";
import { changeList, createList, deleteList, getList, listLists } from "../lib/workspace/lists.ts";
import * as searches from "../lib/workspace/saved-searches.ts";
import { cloud } from "./cloud.ts";

/** The jobs' table imports every feature that has a job, so it is loaded at the first call that needs it. */
const listJobs = async (ports: CallPorts) => (await import("../lib/jobs/list-jobs.ts")).listJobs(ports);

/** Both go through the operations of all functions. */
const callers = () => import("../lib/access/tell-caller.ts");
const usage = () => import("../lib/access/tell-usage.ts");

/** Learning reads the questions again and loads every dictionary for that. */
const adapters = () => import("../lib/workspace/adapters.ts");

/** What analysts, operators and administrators may do besides searching. */
export const routes = [
  route(audit.listAudit, ({ ports, input }) => listAudit(ports, input)),
  route(audit.verifyAudit, ({ ports, input }) => verifyAudit(ports, input)),
  route(targets.addTargets, ({ ports, input }) => requestTargets(ports, input.accounts)),
  route(lists.listLists, ({ ports, input }) => listLists(ports, input)),
  route(lists.createList, ({ ports, input }) => createList(ports, input)),
  route(lists.getList, ({ ports, input }) => getList(ports, input.id)),
  route(lists.changeList, ({ ports, input }) => changeList(ports, input)),
  route(lists.deleteList, ({ ports, input }) => deleteList(ports, input.id)),
  route(lists.listCreators, ({ ports, input }) => listCreators(ports, input)),
  route(lists.addToList, ({ ports, input }) => addToList(ports, input)),
  route(lists.changeEntry, ({ ports, input }) => changeEntry(ports, input)),
  route(saved.listSavedSearches, ({ ports, input }) => searches.listSavedSearches(ports, input)),
  route(saved.createSavedSearch, ({ ports, input }) => searches.createSavedSearch(ports, input)),
  route(saved.getSavedSearch, ({ ports, input }) => searches.getSavedSearch(ports, input.id)),
  route(saved.changeSavedSearch, ({ ports, input }) => searches.changeSavedSearch(ports, input)),
  route(saved.deleteSavedSearch, ({ ports, input }) => searches.deleteSavedSearch(ports, input.id)),
  route(saved.listNewCreators, ({ ports, input }) => searches.listNewCreators(ports, input)),
  route(webhook.listWebhooks, ({ ports }) => hook.listWebhooks(ports)),
  route(webhook.createWebhook, ({ ports, input, caller }) => hook.createWebhook(ports, caller.keyId, input)),
  route(webhook.getWebhook, ({ ports, input }) => hook.getWebhook(ports, input.id)),
  route(webhook.changeWebhook, ({ ports, input, caller }) => hook.changeWebhook(ports, caller.keyId, input)),
  route(webhook.deleteWebhook, (call) => hook.deleteWebhook(call.ports, call.caller.keyId, call.input.id)),
  route(webhook.rotateWebhookSecret, (call) =>
    hook.rotateSecret(call.ports, call.caller.keyId, call.input.id),
  ),
  route(webhook.listDeliveries, ({ ports, input }) => hook.listDeliveries(ports, input)),
  route(webhook.redeliver, ({ ports, input }) => hook.redeliver(ports, input)),
  route(exports.createExport, ({ ports, input }) => requestExport(ports, input)),
  route(exports.listExports, ({ ports, input }) => listExports(ports, input)),
  route(exports.getExport, ({ ports, input }) => getExport(ports, input.id)),
  route(feedback.giveFeedback, ({ ports, input }) => giveFeedback(ports, input)),
  route(feedback.shareFeedback, ({ ports, input }) => shareFeedback(ports, input.shares)),
  route(feedback.learnAdapter, async ({ ports, input, caller }) =>
    (await adapters()).learnFromFeedback(ports, caller.keyId, input),
  ),
  route(feedback.listAdapters, async ({ ports }) => (await adapters()).listAdapters(ports)),
  route(feedback.withdrawAdapter, async ({ ports, input, caller }) =>
    (await adapters()).withdrawAdapter(ports, caller.keyId, input.id),
  ),
  route(getUsage, async (call) => (await usage()).tellUsage(call.ports, call.caller, call.input.days)),
  route(lists.removeFromList, ({ ports, input }) => removeFromList(ports, input)),
  route(identity.listSuggestions, ({ ports, input }) => listSuggestions(ports, input)),
  route(identity.decideSuggestion, ({ ports, input, caller }) => decidePair(ports, input, caller.keyId)),
  route(ingests.createIngest, ({ ports, input, caller }) => createIngest(ports, caller.tenantId, input)),
  route(ingests.getIngest, ({ ports, input, caller }) => getIngest(ports, caller.tenantId, input.id)),
  route(system.showCaller, async ({ caller }) => (await callers()).tellCaller(caller)),
  route(system.listQueues, async ({ ports }) => ({ data: await listQueues(ports) })),
  route(system.listJobs, async ({ ports }) => ({ data: await listJobs(ports) })),
  route(system.showCrawl, async ({ ports }) => ({ data: await showCrawl(ports) })),
  route(system.checkSystem, async ({ ports }) => ({ data: await checkSystem(ports, () => listJobs(ports)) })),
  route(system.showRunbook, ({ ports, caller }) => commandRunbook(ports, "show", caller.keyId)),
  route(system.runRunbook, ({ ports, input, caller }) => commandRunbook(ports, input.action, caller.keyId)),
];

export const create = httpFunction(routes);

export const handler = create(cloud);
