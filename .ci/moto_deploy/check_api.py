"""What answers: gateway, domain, firewall."""

import json

from taught import REGION, client
from world import ACCOUNT, World, check, same

OPEN_HEADERS = {
    "method.response.header.Access-Control-Allow-Origin",
    "method.response.header.Access-Control-Allow-Methods",
}


def api_of(world: World) -> dict:
    (api,) = [one for one in client("apigateway").get_rest_apis()["items"] if one["name"] == world.name("api")]
    return api


def methods_of(api: dict) -> dict[tuple[str, str], dict]:
    pages = client("apigateway").get_paginator("get_resources").paginate(restApiId=api["id"], embed=["methods"])
    return {
        (method, one["path"]): found
        for page in pages
        for one in page["items"]
        for method, found in one.get("resourceMethods", {}).items()
    }


@check("every operation has a method that its function carries out, behind the authoriser where it names a role")
def operations_are_routed(world: World):
    api = api_of(world)
    methods = {key: one for key, one in methods_of(api).items() if key[0] != "OPTIONS"}
    (authoriser,) = client("apigateway").get_authorizers(restApiId=api["id"])["items"]
    operations = world.expected["operations"]
    same(sorted(methods), sorted((one["method"], one["path"]) for one in operations), "methods")
    for one in operations:
        method = methods[one["method"], one["path"]]
        arn = method["methodIntegration"]["uri"].split("/functions/")[1].removesuffix("/invocations")
        same(arn.removesuffix(":live"), world.function_arn(one["stem"]), f"{one['method']} {one['path']}")
        same(method["methodIntegration"]["type"], "AWS_PROXY", one["path"])
        if one["isOpen"]:
            same(method["authorizationType"], "NONE", one["path"])
        else:
            same((method["authorizationType"], method["authorizerId"]), ("CUSTOM", authoriser["id"]), one["path"])
            same(method["apiKeyRequired"], len(world.expected["usageTenants"]) > 0, one["path"])
    return f"{len(operations)} operations"


@check("the gateway may call each function for its own routes alone")
def gateway_may_call(world: World):
    api = api_of(world)
    routes = {}
    for one in world.expected["operations"]:
        path = "/".join("*" if part.startswith("{") else part for part in one["path"].split("/"))
        routes.setdefault(one["stem"], set()).add(
            f"arn:aws:execute-api:{REGION}:{ACCOUNT}:{api['id']}/{world.stage}/{one['method']}{path}"
        )
    for stem, wanted in routes.items():
        policy = json.loads(client("lambda").get_policy(FunctionName=world.name(stem))["Policy"])
        for statement in policy["Statement"]:
            same(statement["Principal"], {"Service": "apigateway.amazonaws.com"}, stem)
        found = {list(one["Condition"]["ArnLike"].values())[0] for one in policy["Statement"]}
        same(found, wanted, stem)


@check("the authoriser is the project's own function, and the gateway keeps no verdict of it")
def authoriser_is_asked(world: World):
    (one,) = client("apigateway").get_authorizers(restApiId=api_of(world)["id"])["items"]
    assert world.function_arn(world.expected["authoriser"]["stem"]) in one["authorizerUri"], one["authorizerUri"]
    same((one["type"], one["authorizerResultTtlInSeconds"]), ("REQUEST", 0))


@check("the API answers at its domain in TLS 1.3 alone: its own endpoint is off, the name leads to it")
def domain_leads_to_api(world: World):
    gateway, name = client("apigateway"), world.expected["domain"]
    same(api_of(world)["disableExecuteApiEndpoint"], True, "endpoint off")
    domain = gateway.get_domain_name(domainName=name)
    same(domain["securityPolicy"], "SecurityPolicy_TLS13_1_3_2025_09")
    same(domain["endpointConfiguration"]["types"], ["REGIONAL"])
    (mapping,) = gateway.get_base_path_mappings(domainName=name)["items"]
    same((mapping["restApiId"], mapping["stage"]), (api_of(world)["id"], world.stage))
    certificate = client("acm").describe_certificate(CertificateArn=domain["regionalCertificateArn"])["Certificate"]
    same(certificate["DomainName"], name)
    records = client("route53").list_resource_record_sets(HostedZoneId=world.deployed.zone_id)["ResourceRecordSets"]
    aliases = {(one["Name"], one["Type"]): one["AliasTarget"]["DNSName"] for one in records if "AliasTarget" in one}
    same(aliases, {(f"{name}.", "A"): domain["regionalDomainName"]}, "names")


@check("the stage has its limits, traces, and an access log that names nobody")
def stage_is_as_set(world: World):
    (stage,) = client("apigateway").get_stages(restApiId=api_of(world)["id"])["item"]
    settings = stage["methodSettings"]["*/*"]
    same((settings["throttlingRateLimit"], settings["throttlingBurstLimit"]), (500, 1_000), "limits")
    same((settings["dataTraceEnabled"], settings["loggingLevel"]), (False, "OFF"), "execution log")
    same(stage["tracingEnabled"], True, "traces")
    log = stage["accessLogSettings"]
    same(log["destinationArn"].removesuffix(":*").split(":log-group:")[1], f"/increator/{world.stage}/api-access")
    fields = json.loads(log["format"])
    for name in ("request_id", "status", "route", "latency_ms", "tls", "tenant", "key"):
        assert name in fields, f"the access log lacks {name}"
    assert not any(word in log["format"] for word in ("sourceIp", "userAgent", "queryString", "$context.path")), log[
        "format"
    ]


@check("each tier has its usage plan, and each named tenant a key in its tier's")
def plans_hold(world: World):
    gateway = client("apigateway")
    plans = {one["name"]: one for one in gateway.get_usage_plans()["items"]}
    for tier, plan in world.expected["stage"]["plans"].items():
        found = plans[world.name(tier)]
        same(
            (found["throttle"]["rateLimit"], found["throttle"]["burstLimit"]),
            (plan["requestsPerSecond"], plan["burst"]),
            tier,
        )
        same(found["quota"]["limit"], plan["requestsPerMonth"], tier)
        keys = {one["value"] for one in gateway.get_usage_plan_keys(usagePlanId=found["id"])["items"]}
        tenants = [one["tenant"] for one in world.expected["usageTenants"] if one["tier"] == tier]
        same(keys, {f"increator-usage-of-tenant-{tenant}" for tenant in tenants}, tier)
    same(api_of(world)["apiKeySource"], "AUTHORIZER")


@check("browsers of the named origins may ask every path, and no others")
def origins_may_ask(world: World):
    methods = methods_of(api_of(world))
    preflights = {path for method, path in methods if method == "OPTIONS"}
    same(preflights, {one["path"] for one in world.expected["operations"]}, "preflights")
    for path in preflights:
        integration = methods["OPTIONS", path]["methodIntegration"]
        headers = integration["integrationResponses"]["204"]["responseParameters"]
        same(
            headers["method.response.header.Access-Control-Allow-Origin"], f"'{world.expected['corsOrigins'][0]}'", path
        )
        allowed = headers["method.response.header.Access-Control-Allow-Methods"].strip("'").split(",")
        own = [one["method"] for one in world.expected["operations"] if one["path"] == path]
        same(sorted(allowed), sorted(own), path)


@check("what the gateway refuses by itself is a problem that names its code")
def refusals_are_problems(world: World):
    responses = client("apigateway").get_gateway_responses(restApiId=api_of(world)["id"])["items"]
    own = [one for one in responses if not one.get("defaultResponse")]
    assert len(own) > 10, f"{len(own)} responses"
    for one in own:
        same(
            one["responseParameters"]["gatewayresponse.header.content-type"],
            "'application/problem+json'",
            one["responseType"],
        )
        problem = json.loads(one["responseTemplates"]["application/json"])
        same(problem["status"], int(one["statusCode"]), one["responseType"])
        assert problem["type"].endswith(problem["code"]), problem


@check("the firewall stands before the stage, limits addresses, and shows and logs neither queries nor keys")
def firewall_stands(world: World):
    waf = client("wafv2")
    stage = f"arn:aws:apigateway:{REGION}::/restapis/{api_of(world)['id']}/stages/{world.stage}"
    acl = waf.get_web_acl_for_resource(ResourceArn=stage)["WebACL"]
    limits = [
        one["Statement"]["RateBasedStatement"]["Limit"]
        for one in acl["Rules"]
        if "RateBasedStatement" in one["Statement"]
    ]
    same(limits, [world.expected["stage"]["requestsPerAddress"]], "limit of an address")
    same([one for one in acl["Rules"] if one["VisibilityConfig"]["SampledRequestsEnabled"]], [], "rules with samples")
    managed = [one for one in acl["Rules"] if "ManagedRuleGroupStatement" in one["Statement"]]
    same(len(managed), 3, "groups of managed rules")
    log = waf.get_logging_configuration(ResourceArn=acl["ARN"])["LoggingConfiguration"]
    redacted = [list(one) + list(one.get("SingleHeader", {}).values()) for one in log["RedactedFields"]]
    same(
        sorted(redacted),
        sorted([["QueryString"], ["SingleHeader", "authorization"], ["SingleHeader", "x-api-key"]]),
        "redacted",
    )
    group = log["LogDestinationConfigs"][0].split(":log-group:")[1]
    assert client("logs").describe_log_groups(logGroupNamePrefix=group)["logGroups"], f"no log {group}"
