"""What is watched: alarms, the dashboard, the budget."""

import json
import re
from pathlib import Path

from taught import client
from world import World, check, same

RUNBOOK = Path(__file__).parents[2] / "docs" / "RUNBOOK.md"


def alarms() -> list[dict]:
    pages = client("cloudwatch").get_paginator("describe_alarms").paginate()
    return [one for page in pages for one in page["MetricAlarms"]]


@check("alarms that call somebody call the topic, say so again when all is well, and link a section of the runbook")
def alarms_call(world: World):
    anchors = {
        re.sub(r"[^\w-]", "", one.lower().replace(" ", "-"))
        for one in re.findall(r"^## (.+)$", RUNBOOK.read_text(), re.M)
    }
    every = alarms()
    # Those that scale a service call its policy; those that are parts of a composite alarm call nobody themselves.
    loud = [one for one in every if not any(":scalingPolicy:" in action for action in one["AlarmActions"])]
    parts = [one for one in loud if ": share of failures over " in one["AlarmDescription"]]
    same(len(parts), 4, "parts of composite alarms")
    loud = [one for one in loud if one not in parts]
    for one in loud:
        same(one["AlarmActions"], [world.topic_arn], one["AlarmName"])
        same(one["OKActions"], [world.topic_arn], one["AlarmName"])
        same(one["ActionsEnabled"], True, one["AlarmName"])
        assert one["AlarmDescription"].split("#")[-1] in anchors, one["AlarmDescription"]
    assert len(loud) > 40, f"{len(loud)} alarms"
    return f"{len(loud)} alarms"


@check(
    "the topic mails to the address of alerts, is encrypted, and lets CloudWatch and Budgets of this account publish"
)
def topic_mails(world: World):
    sns = client("sns")
    (subscription,) = sns.list_subscriptions_by_topic(TopicArn=world.topic_arn)["Subscriptions"]
    same((subscription["Protocol"], subscription["Endpoint"]), ("email", world.expected["alertEmail"]))
    attributes = sns.get_topic_attributes(TopicArn=world.topic_arn)["Attributes"]
    same(attributes["KmsMasterKeyId"], world.key_arn("MessageKey"))
    allowed = [one for one in json.loads(attributes["Policy"])["Statement"] if one["Effect"] == "Allow"]
    same([one["Principal"] for one in allowed], [{"Service": ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"]}])


@check("every queue's dead letters, missed runs and every function's errors have an alarm on what exists")
def troubles_are_watched(world: World):
    queues, functions = set(), set()
    for one in alarms():
        metrics = [one] + [part["MetricStat"]["Metric"] for part in one.get("Metrics", []) if "MetricStat" in part]
        for metric in metrics:
            for dimension in metric.get("Dimensions", []):
                if dimension["Name"] == "QueueName":
                    queues.add(dimension["Value"])
                if dimension["Name"] == "FunctionName":
                    functions.add(dimension["Value"])
    for one in world.expected["queues"]:
        assert world.name(f"{one['name']}-dead") in queues, f"nobody watches the dead letters of {one['name']}"
    assert world.name("missed-runs") in queues, "nobody watches missed runs"
    existing = {url.split("/")[-1] for url in client("sqs").list_queues()["QueueUrls"]}
    same(queues - existing, set(), "queues that alarms watch and nobody made")
    # Failed batches of a worker come back, and end in dead letters.
    watched_alone = set(world.functions) - set(world.expected["workers"])
    missing = {stem for stem in watched_alone if world.name(stem) not in functions}
    same(missing, set(), "functions without an alarm")


@check("lines that say alarm are counted, each in a log that exists, and each count has its alarm")
def lines_are_counted(world: World):
    pages = client("logs").get_paginator("describe_metric_filters").paginate()
    counted = {
        (one["metricNamespace"], one["metricName"])
        for page in pages
        for found in page["metricFilters"]
        for one in found["metricTransformations"]
    }
    watched = {(one["Namespace"], one["MetricName"]) for one in alarms() if one.get("Namespace") == "InCreator"}
    same(counted, watched, "counts")
    return f"{len(counted)} counts"


@check("the dashboard shows queues and functions that exist")
def dashboard_shows(world: World):
    body = json.loads(client("cloudwatch").get_dashboard(DashboardName=world.name("overview"))["DashboardBody"])
    text = json.dumps(body)
    queues = {url.split("/")[-1] for url in client("sqs").list_queues()["QueueUrls"]}
    shown = set(re.findall(r'"QueueName", "([^"]+)"', text))
    same(shown - queues, set(), "queues that are shown and nobody made")
    for one in world.expected["queues"]:
        assert world.name(one["name"]) in shown, f"{one['name']} is not shown"
    functions = {world.name(stem) for stem in world.functions}
    same(
        set(re.findall(r'"FunctionName", "([^"]+)"', text)) - functions,
        set(),
        "functions that are shown and nobody made",
    )
    return f"{len(body['widgets'])} parts"


@check("the budget counts the stage's tag, and mails at each of its steps")
def budget_mails(world: World):
    budgets, account = client("budgets"), "123456789012"
    (budget,) = budgets.describe_budgets(AccountId=account)["Budgets"]
    same(float(budget["BudgetLimit"]["Amount"]), float(world.expected["stage"]["monthlyBudget"]))
    same(budget["CostFilters"], {"TagKeyValue": [f"user:stage${world.stage}"]})
    notices = budgets.describe_notifications_for_budget(AccountId=account, BudgetName=budget["BudgetName"])[
        "Notifications"
    ]
    found = sorted((one["NotificationType"], int(one["Threshold"])) for one in notices)
    same(found, [("ACTUAL", 50), ("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100)])
