"""What computes: functions, schedules, scrapers."""

from taught import DROPS, LACKS_TYPE, camel, client, tags_as_map, teach


@teach("AWS::Lambda::Function", DROPS, "FunctionName")
def make_function(properties: dict):
    tags = tags_as_map(properties)
    # The API writes it otherwise.
    properties["KMSKeyArn"] = properties.pop("KmsKeyArn")
    made = client("lambda").create_function(**properties, Tags=tags)
    return made["FunctionName"], {"Arn": made["FunctionArn"]}


@teach("AWS::Lambda::Version", DROPS)
def make_version(properties: dict):
    made = client("lambda").publish_version(FunctionName=properties["FunctionName"])
    return f"{made['FunctionArn'].removesuffix(':' + made['Version'])}:{made['Version']}", {"Version": made["Version"]}


@teach("AWS::Lambda::Alias", LACKS_TYPE, "Name")
def make_alias(properties: dict):
    # Provisioned concurrency is a call of its own, which moto has not: see NOT_HELD.
    properties.pop("ProvisionedConcurrencyConfig", None)
    arn = client("lambda").create_alias(**properties)["AliasArn"]
    return arn, {"AliasArn": arn}


@teach("AWS::Lambda::EventSourceMapping", DROPS)
def make_event_source(properties: dict):
    tags_as_map(properties)
    made = client("lambda").create_event_source_mapping(**properties)
    return made["UUID"], {"Id": made["UUID"]}


@teach("AWS::Scheduler::Schedule", LACKS_TYPE, "Name")
def make_schedule(properties: dict):
    made = client("scheduler").create_schedule(**properties)
    return properties["Name"], {"Arn": made["ScheduleArn"]}


@teach("AWS::Logs::LogGroup", DROPS, "LogGroupName")
def make_log_group(properties: dict):
    logs = client("logs")
    name = properties["LogGroupName"]
    logs.create_log_group(logGroupName=name, kmsKeyId=properties["KmsKeyId"], tags=tags_as_map(properties))
    logs.put_retention_policy(logGroupName=name, retentionInDays=properties["RetentionInDays"])
    # CloudFormation's own attribute ends so.
    return name, {
        "Arn": f"{logs.describe_log_groups(logGroupNamePrefix=name)['logGroups'][0]['arn'].removesuffix(':*')}:*"
    }


@teach("AWS::Logs::MetricFilter", LACKS_TYPE, "FilterName")
def make_metric_filter(properties: dict):
    client("logs").put_metric_filter(**camel(properties))
    return properties["FilterName"], {}


@teach("AWS::EC2::SecurityGroup", DROPS)
def make_security_group(properties: dict):
    ec2 = client("ec2")
    group = ec2.create_security_group(
        GroupName=properties["GroupDescription"], Description=properties["GroupDescription"], VpcId=properties["VpcId"]
    )["GroupId"]
    by_default = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissionsEgress"]
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=by_default)
    for one in properties["SecurityGroupEgress"]:
        allowed = {part: one[part] for part in ("IpProtocol", "FromPort", "ToPort")}
        allowed["IpRanges"] = [{"CidrIp": one["CidrIp"], "Description": one["Description"]}]
        ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[allowed])
    return group, {"GroupId": group}


@teach("AWS::ECS::Cluster", DROPS, "ClusterName")
def make_cluster(properties: dict):
    made = client("ecs").create_cluster(
        clusterName=properties["ClusterName"],
        settings=camel(properties["ClusterSettings"]),
        tags=camel(properties.get("Tags", [])),
    )["cluster"]
    return made["clusterName"], {"Arn": made["clusterArn"]}


@teach("AWS::ECS::ClusterCapacityProviderAssociations", LACKS_TYPE)
def make_capacity_providers(properties: dict):
    client("ecs").put_cluster_capacity_providers(
        cluster=properties["Cluster"],
        capacityProviders=properties["CapacityProviders"],
        defaultCapacityProviderStrategy=camel(properties["DefaultCapacityProviderStrategy"]),
    )
    return f"{properties['Cluster']}-providers", {}


@teach("AWS::ECS::TaskDefinition", DROPS)
def make_task_definition(properties: dict):
    given = camel(properties, but=("Options",))
    for container in given["containerDefinitions"]:
        log = container["logConfiguration"]
        log["options"] = dict(log["options"])
    made = client("ecs").register_task_definition(**given)["taskDefinition"]
    return made["taskDefinitionArn"], {}


@teach("AWS::ECS::Service", DROPS, "ServiceName")
def make_service(properties: dict):
    given = camel(properties)
    given["enableECSManagedTags"] = given.pop("enableECSManagedTags", False)
    made = client("ecs").create_service(**given)["service"]
    return made["serviceArn"], {"Name": made["serviceName"]}


@teach("AWS::ApplicationAutoScaling::ScalableTarget", LACKS_TYPE)
def make_scalable_target(properties: dict):
    client("application-autoscaling").register_scalable_target(**properties | {"Tags": tags_as_map(properties)})
    parts = ("ResourceId", "ScalableDimension", "ServiceNamespace")
    return "|".join(properties[one] for one in parts), {}


@teach("AWS::ApplicationAutoScaling::ScalingPolicy", LACKS_TYPE)
def make_scaling_policy(properties: dict):
    resource, dimension, namespace = properties.pop("ScalingTargetId").split("|")
    made = client("application-autoscaling").put_scaling_policy(
        **properties, ResourceId=resource, ScalableDimension=dimension, ServiceNamespace=namespace
    )
    return made["PolicyARN"], {}
