"""What computes: functions with their logs, what starts them, and the scrapers."""

import json

from taught import client
from world import World, check, same


@check("functions have the memory, time, runtime, tracing and settings that their table names, and a bundle")
def functions_are_as_set(world: World):
    queue_urls = {
        f"INCREATOR_QUEUE_URL_{one['name'].replace('-', '_').upper()}": world.queue_url(one["name"])
        for one in world.expected["queues"]
    }
    for stem, settings in world.functions.items():
        found = client("lambda").get_function_configuration(FunctionName=world.name(stem))
        same(found["MemorySize"], world.expected["memoryMb"][stem], stem)
        same(found["Timeout"], settings["timeoutSeconds"], stem)
        same((found["Runtime"], found["Architectures"]), ("nodejs24.x", ["arm64"]), stem)
        same(found["TracingConfig"], {"Mode": "Active"}, stem)
        assert found["CodeSize"] > 10_000, f"{stem}: a bundle of {found['CodeSize']} bytes"
        settings_found = found["Environment"]["Variables"]
        same(settings_found["INCREATOR_SECRET_ARN"], world.secret_arn, stem)
        platforms = world.platforms_secret_arn if settings.get("platforms") else None
        same(settings_found.get("INCREATOR_PLATFORMS_SECRET_ARN"), platforms, stem)
        same({name: settings_found[name] for name in queue_urls}, queue_urls, stem)
        for short in world.expected["buckets"]:
            same(settings_found[f"INCREATOR_{short.upper()}_BUCKET"], world.bucket(short), stem)
        assert "--tls-min-v1.3" in settings_found["NODE_OPTIONS"], f"{stem}: {settings_found['NODE_OPTIONS']}"
    names = [
        one["FunctionName"]
        for page in client("lambda").get_paginator("list_functions").paginate()
        for one in page["Functions"]
    ]
    same(sorted(names), sorted(world.name(stem) for stem in world.functions), "functions")
    return f"{len(names)} functions"


@check("every log ends after the stage's days and is encrypted by the log key")
def logs_end(world: World):
    pages = client("logs").get_paginator("describe_log_groups").paginate()
    groups = [one for page in pages for one in page["logGroups"]]
    for one in groups:
        same(one.get("retentionInDays"), world.expected["stage"]["logRetentionDays"], one["logGroupName"])
        same(one.get("kmsKeyId"), world.key_arn("LogKey"), one["logGroupName"])
    names = {one["logGroupName"] for one in groups}
    for stem in world.functions:
        assert f"/aws/lambda/{world.name(stem)}" in names, f"{stem} has no log"
    return f"{len(groups)} logs"


@check("each source of messages leads from its queue to its function, which reports failures one by one")
def sources_lead_right(world: World):
    found = {
        (one["EventSourceArn"], one["FunctionArn"]): one
        for one in client("lambda").list_event_source_mappings()["EventSourceMappings"]
    }
    wanted = {
        (world.queue_arn(queue), world.function_arn(stem)): source
        for stem, worker in world.expected["workers"].items()
        for queue, source in worker["sources"].items()
    }
    same(sorted(found), sorted(wanted), "sources")
    for pair, source in wanted.items():
        same(found[pair]["FunctionResponseTypes"], ["ReportBatchItemFailures"], str(pair))
        same(found[pair]["BatchSize"], source["batchSize"], str(pair))
        same(found[pair]["ScalingConfig"], {"MaximumConcurrency": source["maxConcurrency"]}, str(pair))
        same(found[pair]["State"], "Enabled", str(pair))
    return f"{len(wanted)} sources"


@check("each schedule starts its function by a role that the scheduler may take, and gives up into missed runs")
def schedules_start(world: World):
    scheduler, iam = client("scheduler"), client("iam")
    names = [one["Name"] for one in scheduler.list_schedules()["Schedules"]]
    same(sorted(names), sorted(world.name(stem) for stem in world.expected["jobs"]), "schedules")
    for stem, job in world.expected["jobs"].items():
        one = scheduler.get_schedule(Name=world.name(stem))
        same(one["ScheduleExpression"], f"rate({job['everyMinutes']} minutes)", stem)
        same(one["State"], "ENABLED", stem)
        target = one["Target"]
        same(target["Arn"], world.function_arn(stem), stem)
        same(target["DeadLetterConfig"], {"Arn": world.queue_arn("missed-runs")}, stem)
        same(target["RetryPolicy"]["MaximumRetryAttempts"], 2, stem)
        assert 60 <= target["RetryPolicy"]["MaximumEventAgeInSeconds"] <= 86_400, stem
        same(json.loads(target["Input"])["detail"], {"job": stem}, stem)
        role = iam.get_role(RoleName=target["RoleArn"].split("/")[-1])["Role"]
        trusted = [statement["Principal"] for statement in role["AssumeRolePolicyDocument"]["Statement"]]
        same(trusted, [{"Service": "scheduler.amazonaws.com"}], stem)
    return f"{len(names)} schedules"


@check(
    "scrapers run as nobody on a file system that cannot be written, have two minutes to end, and read their own queue"
)
def scrapers_are_confined(world: World):
    ecs = client("ecs")
    for queue in ("crawl-high", "crawl-low"):
        (service,) = ecs.describe_services(cluster=world.name("scrapers"), services=[world.name(queue)])["services"]
        task = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
        (container,) = task["containerDefinitions"]
        same(task["requiresCompatibilities"], ["FARGATE"], queue)
        same((task["networkMode"], task["cpu"], task["memory"]), ("awsvpc", "1024", "2048"), queue)
        same(
            (container["user"], container["readonlyRootFilesystem"], container["stopTimeout"]),
            ("65532:65532", True, 120),
            queue,
        )
        same(container["linuxParameters"]["initProcessEnabled"], True, queue)
        settings = {one["name"]: one["value"] for one in container["environment"]}
        same(settings["INCREATOR_CRAWL_QUEUE"], queue, queue)
        same(settings["INCREATOR_SECRET_ARN"], world.secret_arn, queue)
        same(settings["INCREATOR_PLATFORMS_SECRET_ARN"], world.platforms_secret_arn, queue)
        same(container["logConfiguration"]["options"]["awslogs-group"], f"/increator/{world.name(queue)}", queue)
    (cluster,) = ecs.describe_clusters(clusters=[world.name("scrapers")], include=["SETTINGS"])["clusters"]
    same(sorted(cluster["capacityProviders"]), ["FARGATE", "FARGATE_SPOT"], "capacity")


@check("scrapers scale between none and the stage's most, by steps on alarms that name their policies")
def scrapers_scale(world: World):
    scaling = client("application-autoscaling")
    targets = scaling.describe_scalable_targets(ServiceNamespace="ecs")["ScalableTargets"]
    services = [f"service/{world.name('scrapers')}/{world.name(queue)}" for queue in ("crawl-high", "crawl-low")]
    same(sorted(one["ResourceId"] for one in targets), services, "targets")
    stage = world.expected["stage"]
    for one in targets:
        same(
            (one["MinCapacity"], one["MaxCapacity"]),
            (stage["scrapersOnDemand"], stage["scrapersMax"]),
            one["ResourceId"],
        )
    policies = scaling.describe_scaling_policies(ServiceNamespace="ecs")["ScalingPolicies"]
    same(sorted({one["ResourceId"] for one in policies}), services, "policies")
    called = {
        action
        for page in client("cloudwatch").get_paginator("describe_alarms").paginate()
        for alarm in page["MetricAlarms"]
        for action in alarm["AlarmActions"]
    }
    for one in policies:
        assert one["PolicyARN"] in called, f"no alarm calls {one['PolicyName']}"
    return f"{len(policies)} policies"


@check("scrapers' network has no way in and no NAT, lets HTTPS out alone, and reaches S3 by an endpoint")
def scrapers_network(world: World):
    ec2 = client("ec2")
    (group,) = ec2.describe_security_groups(Filters=[{"Name": "description", "Values": ["HTTPS out, nothing in"]}])[
        "SecurityGroups"
    ]
    same(group["IpPermissions"], [], "ways in")
    same(
        [(one["IpProtocol"], one["FromPort"], one["ToPort"]) for one in group["IpPermissionsEgress"]],
        [("tcp", 443, 443)],
        "ways out",
    )
    same(ec2.describe_nat_gateways()["NatGateways"], [], "NAT gateways")
    (endpoint,) = ec2.describe_vpc_endpoints()["VpcEndpoints"]
    same((endpoint["VpcEndpointType"], endpoint["ServiceName"].split(".")[-1]), ("Gateway", "s3"), "endpoint")
    same(endpoint["VpcId"], group["VpcId"], "endpoint's network")
    tables = {
        one["RouteTableId"]
        for one in ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [group["VpcId"]]}])["RouteTables"]
        if any(route.get("GatewayId", "").startswith("igw-") for route in one["Routes"])
    }
    assert tables and tables <= set(endpoint["RouteTableIds"]), f"{tables} without the endpoint"
