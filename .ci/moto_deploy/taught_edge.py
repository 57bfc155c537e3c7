"""What answers and watches: gateway, domain, firewall, alarms, budget."""

import boto3
from taught import DROPS, LACKS_TYPE, REGION, camel, client, tags_as_map, teach


def gateway():
    return client("apigateway")


@teach("AWS::ApiGateway::RestApi", DROPS, "Name")
def make_api(properties: dict):
    made = gateway().create_rest_api(
        name=properties["Name"],
        description=properties["Description"],
        apiKeySource=properties["ApiKeySourceType"],
        endpointConfiguration=camel(properties["EndpointConfiguration"]),
        disableExecuteApiEndpoint=properties["DisableExecuteApiEndpoint"],
        tags=tags_as_map(properties),
    )
    root = gateway().get_resources(restApiId=made["id"])["items"][0]["id"]
    return made["id"], {"RootResourceId": root}


@teach("AWS::ApiGateway::Method", DROPS)
def make_method(properties: dict):
    of = {one: properties[one[0].upper() + one[1:]] for one in ("restApiId", "resourceId", "httpMethod")}
    gateway().put_method(
        **of,
        authorizationType=properties["AuthorizationType"],
        apiKeyRequired=properties.get("ApiKeyRequired", False),
        **({"authorizerId": properties["AuthorizerId"]} if "AuthorizerId" in properties else {}),
    )
    integration = properties["Integration"]
    responses = integration.pop("IntegrationResponses", [])
    given = {
        "integrationHttpMethod": integration.get("IntegrationHttpMethod", "POST"),
        "type": integration["Type"],
        "requestTemplates": integration.get("RequestTemplates", {}),
    }
    if "Uri" in integration:
        given["uri"] = integration["Uri"]
    gateway().put_integration(**of, **given)
    for one in properties.get("MethodResponses", []):
        gateway().put_method_response(
            **of, statusCode=str(one["StatusCode"]), responseParameters=one.get("ResponseParameters", {})
        )
    for one in responses:
        gateway().put_integration_response(
            **of,
            statusCode=str(one["StatusCode"]),
            responseParameters=one.get("ResponseParameters", {}),
            responseTemplates=one.get("ResponseTemplates", {}),
        )
    return "-".join(of.values()), {}


@teach("AWS::ApiGateway::Authorizer", LACKS_TYPE, "Name")
def make_authorizer(properties: dict):
    made = gateway().create_authorizer(
        restApiId=properties["RestApiId"],
        name=properties["Name"],
        type=properties["Type"],
        authorizerUri=properties["AuthorizerUri"],
        identitySource=properties["IdentitySource"],
        authorizerResultTtlInSeconds=properties["AuthorizerResultTtlInSeconds"],
    )
    return made["id"], {}


@teach("AWS::ApiGateway::GatewayResponse", LACKS_TYPE)
def make_gateway_response(properties: dict):
    gateway().put_gateway_response(
        restApiId=properties["RestApiId"],
        responseType=properties["ResponseType"],
        statusCode=properties["StatusCode"],
        responseParameters=properties["ResponseParameters"],
        responseTemplates=properties["ResponseTemplates"],
    )
    return f"{properties['RestApiId']}-{properties['ResponseType']}", {}


@teach("AWS::ApiGateway::Stage", LACKS_TYPE)
def make_stage(properties: dict):
    of = {"restApiId": properties["RestApiId"], "stageName": properties["StageName"]}
    gateway().create_stage(
        **of,
        deploymentId=properties["DeploymentId"],
        tracingEnabled=properties["TracingEnabled"],
        tags=tags_as_map(properties),
    )
    log = properties["AccessLogSetting"]
    changes = {"/accessLogSettings/destinationArn": log["DestinationArn"], "/accessLogSettings/format": log["Format"]}
    for one in properties["MethodSettings"]:
        changes |= {
            "/*/*/throttling/rateLimit": one["ThrottlingRateLimit"],
            "/*/*/throttling/burstLimit": one["ThrottlingBurstLimit"],
            "/*/*/metrics/enabled": one["MetricsEnabled"],
            "/*/*/logging/dataTrace": one["DataTraceEnabled"],
            "/*/*/logging/loglevel": one["LoggingLevel"],
        }
    gateway().update_stage(
        **of,
        patchOperations=[{"op": "replace", "path": path, "value": str(value)} for path, value in changes.items()],
    )
    return properties["StageName"], {}


@teach("AWS::ApiGateway::UsagePlan", LACKS_TYPE, "UsagePlanName")
def make_usage_plan(properties: dict):
    made = gateway().create_usage_plan(
        name=properties["UsagePlanName"],
        apiStages=[{"apiId": one["ApiId"], "stage": one["Stage"]} for one in properties["ApiStages"]],
        throttle=camel(properties["Throttle"]),
        quota=camel(properties["Quota"]),
        tags=tags_as_map(properties),
    )
    return made["id"], {}


@teach("AWS::ApiGateway::ApiKey", LACKS_TYPE, "Name")
def make_api_key(properties: dict):
    made = gateway().create_api_key(
        name=properties["Name"], enabled=properties["Enabled"], value=properties["Value"], tags=tags_as_map(properties)
    )
    return made["id"], {}


@teach("AWS::ApiGateway::UsagePlanKey", LACKS_TYPE)
def make_usage_plan_key(properties: dict):
    gateway().create_usage_plan_key(**camel(properties))
    return f"{properties['KeyId']}:{properties['UsagePlanId']}", {}


@teach("AWS::ApiGateway::DomainName", LACKS_TYPE)
def make_domain(properties: dict):
    made = gateway().create_domain_name(
        domainName=properties["DomainName"],
        regionalCertificateArn=properties["RegionalCertificateArn"],
        endpointConfiguration=camel(properties["EndpointConfiguration"]),
        securityPolicy=properties["SecurityPolicy"],
        tags=tags_as_map(properties),
    )
    regional = {
        "RegionalDomainName": made.get("regionalDomainName") or f"d-moto.execute-api.{REGION}.amazonaws.com",
        "RegionalHostedZoneId": made.get("regionalHostedZoneId") or "Z1UJRXOUMOOFQ8",
    }
    return properties["DomainName"], regional


@teach("AWS::ApiGateway::BasePathMapping", LACKS_TYPE)
def make_mapping(properties: dict):
    gateway().create_base_path_mapping(**camel(properties))
    return f"{properties['DomainName']}|(none)", {}


@teach("AWS::CertificateManager::Certificate", LACKS_TYPE)
def make_certificate(properties: dict):
    made = client("acm").request_certificate(
        DomainName=properties["DomainName"],
        ValidationMethod=properties["ValidationMethod"],
        Tags=properties.get("Tags", []),
    )
    return made["CertificateArn"], {}


@teach("AWS::WAFv2::WebACL", LACKS_TYPE, "Name")
def make_acl(properties: dict):
    made = client("wafv2").create_web_acl(**properties)["Summary"]
    return f"{made['Name']}|{made['Id']}|REGIONAL", {"Arn": made["ARN"]}


@teach("AWS::WAFv2::WebACLAssociation", LACKS_TYPE)
def make_association(properties: dict):
    client("wafv2").associate_web_acl(**properties)
    return f"{properties['WebACLArn']}|{properties['ResourceArn']}", {}


@teach("AWS::WAFv2::LoggingConfiguration", LACKS_TYPE)
def make_waf_log(properties: dict):
    client("wafv2").put_logging_configuration(LoggingConfiguration=properties)
    return properties["ResourceArn"], {}


@teach("AWS::CloudWatch::Alarm", LACKS_TYPE, "AlarmName")
def make_alarm(properties: dict):
    watch = client("cloudwatch")
    watch.put_metric_alarm(**properties)
    arn = f"arn:aws:cloudwatch:{REGION}:123456789012:alarm:{properties['AlarmName']}"
    return properties["AlarmName"], {"Arn": arn}


@teach("AWS::Budgets::Budget", LACKS_TYPE)
def make_budget(properties: dict):
    budget = properties["Budget"]
    budget["BudgetLimit"]["Amount"] = str(budget["BudgetLimit"]["Amount"])
    boto3.client("budgets", region_name=REGION).create_budget(
        AccountId="123456789012",
        Budget=budget,
        NotificationsWithSubscribers=properties["NotificationsWithSubscribers"],
    )
    return budget["BudgetName"], {}
